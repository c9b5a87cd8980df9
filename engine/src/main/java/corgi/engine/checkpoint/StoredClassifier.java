package corgi.engine.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.unet.adm.AdmConfig;
import corgi.engine.unet.adm.LabelHeads;
import corgi.engine.unet.adm.Pool;

/**
 * A classifier of noisy images as it is stored: everything but the weights.
 *
 * @param network its shape
 * @param pool how it makes logits
 * @param heads what the logits stand for
 * @param scheduler the noise it was trained on, as a scheduler's configuration
 * @param origin how it was made
 */
public record StoredClassifier(
    AdmConfig network, Pool.Kind pool, LabelHeads heads, ObjectNode scheduler, Origin origin) {
  /**
   * How a classifier was made.
   *
   * @param version of Corgi
   * @param commit of Corgi's sources, or {@code unknown}
   * @param data what it learned from
   * @param training how it was trained
   */
  public record Origin(
      String version, String commit, Provenance.Data data, Provenance.Training training) {
    public Origin {
      if (version == null || commit == null || data == null || training == null) {
        throw new IllegalArgumentException("version, commit, data and training: all must be there");
      }
    }
  }
}

package corgi.cli;

import corgi.engine.checkpoint.Checkpoint;
import corgi.engine.data.Dataset;
import corgi.engine.data.DatasetRequest;
import corgi.engine.data.Datasets;
import corgi.engine.data.Portraits;
import corgi.engine.data.Split;
import corgi.engine.generation.Corgi;
import corgi.engine.generation.Setup;
import corgi.eval.Question;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a model of portraits is asked where nobody says: captions of its data set.
 *
 * @param side of its pictures in pixels
 */
record OwnSubject(int side) {
  /**
   * Returns what a model was trained on, if that are portraits.
   *
   * @throws IOException if it is missing or damaged
   */
  static Optional<OwnSubject> of(String model) throws IOException {
    try (Corgi corgi = Corgi.load(Setup.of(model))) {
      return corgi
          .checkpoint()
          .filter(one -> one.provenance().data().name().equals(Portraits.NAME))
          .map(Checkpoint::unet)
          .map(unet -> new OwnSubject(unet.ends().sampleSize()));
    }
  }

  /**
   * Returns captions, all different.
   *
   * @param seed draws them, as {@code eval} draws its questions
   * @throws IllegalArgumentException if there are not so many
   */
  List<String> captions(Split split, long seed, int count) {
    Dataset data = Datasets.open(Portraits.NAME, new DatasetRequest(side, split));
    Set<String> captions = new LinkedHashSet<>();
    for (int i = 0; captions.size() < count; i++) {
      if (i > 20L * count + 100) {
        throw new IllegalArgumentException(
            "--captions %d: only %d different ones were found".formatted(count, captions.size()));
      }
      captions.add(Question.draw(data, seed, i).prompt());
    }
    return new ArrayList<>(captions);
  }
}

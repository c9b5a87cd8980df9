package corgi.engine.model;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.Optional;

/**
 * A classifier of clean pictures, whoever made it and for whatever: it has never seen the noise of
 * a run.
 */
public interface CleanClassifier {
  /**
   * Checks labels and returns them as the classifier says them.
   *
   * @param labels a value for some of the heads, at least one
   * @throws IllegalArgumentException if a head or a value is unknown; the message lists the known
   */
  Map<String, String> known(Map<String, String> labels);

  /** Reads labels off a prompt; empty if it says none. */
  Optional<Map<String, String>> labels(String prompt);

  /**
   * Returns log p(labels | x₀), (N), float32, differentiable in x₀; an image's value depends on
   * that image alone.
   *
   * @param clean pictures of values in about [−1, 1], (N, C, H, W)
   * @param labels such as {@link #known} returned
   */
  NDArray log(NDArray clean, Map<String, String> labels);

  /** The hash of what it is made of, {@code sha256:…}. */
  String hash();
}

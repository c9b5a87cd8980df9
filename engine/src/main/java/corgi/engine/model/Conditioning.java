package corgi.engine.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What the network is told besides x and its noise: one row per image. Each part is null where the
 * model has no such condition.
 *
 * @param tokens text states for cross-attention, (N, L, D)
 * @param mask 1 where a token is real and 0 where it is padding, (N, L), float32
 * @param pooled one vector per image, (N, P)
 * @param labels class numbers, (N), float32 integers; or class vectors, (N, V)
 * @param spatial channels joined to the image and never scaled by c_in, (N, S, H, W)
 * @param timeIds sizes and crops that are embedded as t is, (N, K); K = 6 in SDXL
 * @param guidance an embedded guidance scale, (N, G), as distilled models take it
 * @param image an image's embedding, (N, I)
 */
public record Conditioning(
    NDArray tokens,
    NDArray mask,
    NDArray pooled,
    NDArray labels,
    NDArray spatial,
    NDArray timeIds,
    NDArray guidance,
    NDArray image) {
  /** No condition at all. */
  public static final Conditioning NONE = new Conditioning(null, null, null, null, null);

  /** Without sizes, an embedded guidance scale and an image's embedding. */
  public Conditioning(
      NDArray tokens, NDArray mask, NDArray pooled, NDArray labels, NDArray spatial) {
    this(tokens, mask, pooled, labels, spatial, null, null, null);
  }

  /** Text tokens and their mask. */
  public static Conditioning text(NDArray tokens, NDArray mask) {
    return new Conditioning(tokens, mask, null, null, null);
  }

  /** Class numbers, or class vectors. */
  public static Conditioning labels(NDArray labels) {
    return new Conditioning(null, null, null, labels, null);
  }

  /** Returns this with other class numbers or vectors. */
  public Conditioning withLabels(NDArray value) {
    return new Conditioning(tokens, mask, pooled, value, spatial, timeIds, guidance, image);
  }

  /** Returns this with other channels to be joined to the image. */
  public Conditioning withSpatial(NDArray value) {
    return new Conditioning(tokens, mask, pooled, labels, value, timeIds, guidance, image);
  }

  /** Returns this with another pooled text, and the sizes and crops that go with it. */
  public Conditioning withPooled(NDArray value, NDArray ids) {
    return new Conditioning(tokens, mask, value, labels, spatial, ids, guidance, image);
  }

  /** Returns this with another embedded guidance scale. */
  public Conditioning withGuidance(NDArray value) {
    return new Conditioning(tokens, mask, pooled, labels, spatial, timeIds, value, image);
  }

  /** Returns this with another embedding of an image. */
  public Conditioning withImage(NDArray value) {
    return new Conditioning(tokens, mask, pooled, labels, spatial, timeIds, guidance, value);
  }

  /** Joins rows; all parts must have the same conditions. */
  public static Conditioning concat(List<Conditioning> rows) {
    if (rows.size() == 1) {
      return rows.get(0);
    }
    return new Conditioning(
        join(rows, Conditioning::tokens),
        join(rows, Conditioning::mask),
        join(rows, Conditioning::pooled),
        join(rows, Conditioning::labels),
        join(rows, Conditioning::spatial),
        join(rows, Conditioning::timeIds),
        join(rows, Conditioning::guidance),
        join(rows, Conditioning::image));
  }

  private static NDArray join(List<Conditioning> rows, Function<Conditioning, NDArray> part) {
    List<NDArray> arrays = rows.stream().map(part).filter(Objects::nonNull).toList();
    if (arrays.isEmpty()) {
      return null;
    }
    if (arrays.size() != rows.size()) {
      throw new IllegalArgumentException(
          "%d of %d rows lack a condition that the others have"
              .formatted(rows.size() - arrays.size(), rows.size()));
    }
    return NDArrays.concat(new NDList(arrays));
  }

  /** Returns this with every part mapped, absent ones left absent. */
  public Conditioning map(Function<NDArray, NDArray> change) {
    return new Conditioning(
        apply(change, tokens),
        apply(change, mask),
        apply(change, pooled),
        apply(change, labels),
        apply(change, spatial),
        apply(change, timeIds),
        apply(change, guidance),
        apply(change, image));
  }

  private static NDArray apply(Function<NDArray, NDArray> change, NDArray array) {
    return array == null ? null : change.apply(array);
  }

  /** Returns rows {@code from} (inclusive) to {@code to} (exclusive). */
  public Conditioning rows(long from, long to) {
    return map(a -> a.get(from + ":" + to));
  }
}

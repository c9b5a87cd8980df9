package corgi.engine.generation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Side;
import corgi.engine.tensor.Noise;
import java.util.List;
import java.util.Map;

/** How what is asked for reaches a network. Threads may share one. */
interface Prompting extends AutoCloseable {
  /**
   * Returns the conditions of one picture, one row each. A side that the network does not know,
   * such as the null one of a network that was always told a class, is absent.
   *
   * @throws IllegalArgumentException if the request asks for what the network cannot be told
   */
  Map<Side, Conditioning> conditions(NDManager manager, Request request);

  /**
   * Checks what {@link #conditions} would refuse, where that can be known at once.
   *
   * @throws IllegalArgumentException if the request asks for what the network cannot be told
   */
  default void check(Request request) {}

  /** Whether the network is told a label. */
  default boolean readsLabels() {
    return false;
  }

  /**
   * Whether the network is told the mask and the picture it keeps, which {@link #conditions} finds
   * in the request. Then it draws around the kept part itself, and the run goes as without a mask.
   */
  default boolean readsMask() {
    return false;
  }

  /**
   * Returns what a network that is told the mask reads beside its state and does not find in {@link
   * #conditions}, since it depends on the run: channels joined to the state, or null.
   *
   * @param frame what the network draws in
   * @param picture that is kept, (1, C, H, W) in [−1, 1]
   * @param drawn how much of each pixel is drawn anew, from 0 to 1, (1, 1, H, W)
   * @param noise whose draw 2 of the initial step is taken, if any
   * @return (1, S, h, w)
   */
  default NDArray channels(Frame frame, NDArray picture, NDArray drawn, Noise noise) {
    return null;
  }

  /** Whether the network is told named points, which {@link #conditions} finds in the request. */
  default boolean readsPoints() {
    return false;
  }

  /** Returns what is strange about the words of a request, one line each. */
  default List<String> warnings(Request request) {
    return List.of();
  }

  /** Returns what is worth saying about how a request was understood, one line each. */
  default List<String> remarks(Request request) {
    return List.of();
  }

  @Override
  default void close() {}
}

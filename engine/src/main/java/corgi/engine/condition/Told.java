package corgi.engine.condition;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.model.Conditioning;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a network is told of a batch, on the Java heap, so that another thread can compose it.
 *
 * @param rows how many images
 * @param values for each port, image by image
 * @param shapes of one image, for each port
 */
public record Told(int rows, Map<Port, float[]> values, Map<Port, Shape> shapes) {
  public Told {
    values = copy(values);
    shapes = copy(shapes);
  }

  /** {@link EnumMap} cannot copy an empty map of another kind. */
  static <T> Map<Port, T> copy(Map<Port, T> map) {
    Map<Port, T> copy = new EnumMap<>(Port.class);
    copy.putAll(map);
    return copy;
  }

  /** Returns images {@code from} (inclusive) to {@code to} (exclusive). */
  public Told rows(int from, int to) {
    Map<Port, float[]> some = new EnumMap<>(Port.class);
    values.forEach(
        (port, all) -> {
          int each = all.length / rows;
          some.put(port, Arrays.copyOfRange(all, from * each, to * each));
        });
    return new Told(to - from, some, shapes);
  }

  /** Returns it as the network takes it. */
  public Conditioning load(NDManager manager) {
    return new Conditioning(
        array(manager, Port.TOKENS),
        array(manager, Port.TOKEN_MASK),
        null,
        array(manager, Port.LABEL),
        array(manager, Port.CHANNELS));
  }

  private NDArray array(NDManager manager, Port port) {
    float[] all = values.get(port);
    return all == null ? null : manager.create(all, new Shape(rows).addAll(shapes.get(port)));
  }
}

package corgi.engine.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * One operation with the shapes of its inputs.
 *
 * @param name for the report
 * @param call applies it; the first {@code activations} inputs are activations, the rest weights
 * @param activations how many inputs enter the type the operations compute in
 * @param shapes of the inputs
 */
record OpCase(String name, Call call, int activations, List<Shape> shapes) {
  private static final Groups GROUPS = new Groups(2, 1e-5);

  /** An operation on its inputs. */
  interface Call {
    NDArray of(TensorOps ops, List<NDArray> in);
  }

  static OpCase of(String name, int activations, Call call, Shape... shapes) {
    return new OpCase(name, call, activations, List.of(shapes));
  }

  static Shape shape(long... dimensions) {
    return new Shape(dimensions);
  }

  /** Every operation, with and without its optional arguments. */
  static List<OpCase> all() {
    Shape image = shape(2, 6, 5, 4);
    return List.of(
        of("enter and leave", 1, (o, in) -> o.leave(in.get(0)), image),
        of(
            "conv2d 3×3",
            1,
            (o, in) -> o.conv2d(in.get(0), in.get(1), in.get(2), Window.same(3)),
            image,
            shape(3, 6, 3, 3),
            shape(3)),
        of(
            "conv2d 3×3, stride 2, no bias",
            1,
            (o, in) -> o.conv2d(in.get(0), in.get(1), null, new Window(2, 1)),
            image,
            shape(3, 6, 3, 3)),
        of(
            "conv2d 3×3, stride 2, trailing zeros",
            1,
            (o, in) -> o.conv2d(in.get(0), in.get(1), in.get(2), new Window(2, 0, 1)),
            image,
            shape(3, 6, 3, 3),
            shape(3)),
        of(
            "transposedConv2d 3×3, stride 2, even",
            1,
            (o, in) -> o.transposedConv2d(in.get(0), in.get(1), in.get(2), new Window(2, 1, 1)),
            image,
            shape(6, 3, 3, 3),
            shape(3)),
        of(
            "transposedConv2d 4×4, stride 3, odd",
            1,
            (o, in) -> o.transposedConv2d(in.get(0), in.get(1), in.get(2), new Window(3, 0)),
            image,
            shape(6, 3, 4, 4),
            shape(3)),
        of(
            "linear",
            1,
            (o, in) -> o.linear(in.get(0), in.get(1), in.get(2)),
            shape(2, 3, 6),
            shape(5, 6),
            shape(5)),
        of(
            "linear, no bias",
            1,
            (o, in) -> o.linear(in.get(0), in.get(1), null),
            shape(4, 6),
            shape(5, 6)),
        of(
            "groupNorm",
            1,
            (o, in) -> o.groupNorm(in.get(0), in.get(1), in.get(2), GROUPS),
            image,
            shape(6),
            shape(6)),
        of(
            "groupNormSilu",
            1,
            (o, in) -> o.groupNormSilu(in.get(0), in.get(1), in.get(2), GROUPS),
            image,
            shape(6),
            shape(6)),
        of(
            "layerNorm",
            1,
            (o, in) -> o.layerNorm(in.get(0), in.get(1), in.get(2), 1e-5),
            shape(2, 3, 6),
            shape(6),
            shape(6)),
        of("silu", 1, (o, in) -> o.silu(in.get(0)), image),
        of("mish", 1, (o, in) -> o.mish(in.get(0)), image),
        of("relu", 1, (o, in) -> o.relu(in.get(0)), image),
        of("gelu", 1, (o, in) -> o.gelu(in.get(0)), image),
        of("geglu", 1, (o, in) -> o.geglu(in.get(0)), shape(2, 3, 8)),
        of(
            "attention",
            3,
            (o, in) -> o.attention(in.get(0), in.get(1), in.get(2), new Heads(2, null)),
            shape(2, 4, 6),
            shape(2, 3, 6),
            shape(2, 3, 6)),
        of(
            "attention with bias",
            3,
            (o, in) -> o.attention(in.get(0), in.get(1), in.get(2), new Heads(3, in.get(3))),
            shape(2, 4, 6),
            shape(2, 3, 6),
            shape(2, 3, 6),
            shape(2, 1, 1, 3)),
        of(
            "attention, fused",
            3,
            (o, in) -> o.attention(in.get(0), in.get(1), in.get(2), new Heads(2, null)),
            shape(1, 1024, 4),
            shape(1, 1024, 4),
            shape(1, 1024, 4)),
        of(
            "attention with bias, fused",
            3,
            (o, in) -> o.attention(in.get(0), in.get(1), in.get(2), new Heads(2, in.get(3))),
            shape(2, 1024, 4),
            shape(2, 1024, 4),
            shape(2, 1024, 4),
            shape(2, 1, 1, 1024)),
        of("upsample", 1, (o, in) -> o.upsample(in.get(0)), image),
        of("pool", 1, (o, in) -> o.pool(in.get(0)), image),
        of("resize", 1, (o, in) -> o.resize(in.get(0), 11, 7), image));
  }

  @Override
  public String toString() {
    return name;
  }
}

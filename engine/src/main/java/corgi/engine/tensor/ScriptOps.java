package corgi.engine.tensor;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/** {@link TensorOps} on PyTorch's own operators, reached through {@link Script}. */
final class ScriptOps implements TensorOps {
  static final ScriptOps FP32 = new ScriptOps(Precision.FP32);
  static final ScriptOps BF16 = new ScriptOps(Precision.BF16);

  /** The elements of a head's attention map from which the fused kernel is faster. */
  private static final long FUSED = 1 << 20;

  private static final String XWB = "x: Tensor, w: Tensor, b: Tensor";

  private final Precision precision;
  private final Map<Object, Script> scripts = new ConcurrentHashMap<>();

  private ScriptOps(Precision precision) {
    this.precision = precision;
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  public NDArray enter(NDArray x) {
    return precision == Precision.FP32
        ? x
        : op("enter", "x: Tensor", "return " + cast("x")).call(x);
  }

  @Override
  public NDArray leave(NDArray x) {
    return op("leave", "x: Tensor", "return torch.contiguous(torch.to(x, 6))").call(x);
  }

  @Override
  public NDArray conv2d(NDArray x, NDArray kernel, NDArray bias, Window window) {
    boolean biased = bias != null;
    Script script =
        scripts.computeIfAbsent(
            new Conv(window, biased),
            key ->
                new Script(
                    biased ? XWB : "x: Tensor, w: Tensor",
                    "Tensor",
                    "return torch.conv2d(%s, %s, %s, [%4$d, %4$d], [%5$d, %5$d], [1, 1], 1)"
                        .formatted(
                            padded("x", window.trailing()),
                            cast("w"),
                            biased ? cast("b") : "None",
                            window.stride(),
                            window.padding())));
    return biased ? script.call(x, kernel, bias) : script.call(x, kernel);
  }

  private static String padded(String name, int trailing) {
    return trailing == 0
        ? name
        : "torch.constant_pad_nd(%s, [0, %2$d, 0, %2$d], 0)".formatted(name, trailing);
  }

  @Override
  public NDArray transposedConv2d(NDArray x, NDArray kernel, NDArray bias, Window window) {
    return scripts
        .computeIfAbsent(
            new Transposed(window),
            key ->
                new Script(
                    XWB,
                    "Tensor",
                    ("return torch.conv_transpose2d(x, %s, %s, [%3$d, %3$d], [%4$d, %4$d],"
                            + " [%5$d, %5$d], 1, [1, 1])")
                        .formatted(
                            cast("w"),
                            cast("b"),
                            window.stride(),
                            window.padding(),
                            window.trailing())))
        .call(x, kernel, bias);
  }

  @Override
  public NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    String body = "return torch.linear(%s, %s, %s)";
    if (bias == null) {
      return op("plain", "x: Tensor, w: Tensor", body.formatted(cast("x"), cast("w"), "None"))
          .call(x, weight);
    }
    return op("linear", XWB, body.formatted(cast("x"), cast("w"), cast("b"))).call(x, weight, bias);
  }

  @Override
  public NDArray groupNorm(NDArray x, NDArray scale, NDArray shift, Groups groups) {
    return op(groups, XWB, "return " + normalised(groups)).call(x, scale, shift);
  }

  @Override
  public NDArray groupNormSilu(NDArray x, NDArray scale, NDArray shift, Groups groups) {
    return scripts
        .computeIfAbsent(
            new Silu(groups),
            key -> new Script(XWB, "Tensor", "return torch.silu(%s)".formatted(normalised(groups))))
        .call(x, scale, shift);
  }

  private String normalised(Groups groups) {
    return "torch.group_norm(x, %d, %s, %s, %s, True)"
        .formatted(groups.count(), cast("w"), cast("b"), groups.epsilon());
  }

  @Override
  public NDArray layerNorm(NDArray x, NDArray scale, NDArray shift, double epsilon) {
    long size = scale.size();
    return scripts
        .computeIfAbsent(
            new Layer(size, epsilon),
            key ->
                new Script(
                    XWB,
                    "Tensor",
                    "return torch.layer_norm(x, [%d], %s, %s, %s, True)"
                        .formatted(size, cast("w"), cast("b"), epsilon)))
        .call(x, scale, shift);
  }

  @Override
  public NDArray silu(NDArray x) {
    return op("silu", "x: Tensor", "return torch.silu(x)").call(x);
  }

  @Override
  public NDArray mish(NDArray x) {
    return op("mish", "x: Tensor", "return torch.mish(x)").call(x);
  }

  @Override
  public NDArray relu(NDArray x) {
    return op("relu", "x: Tensor", "return torch.relu(x)").call(x);
  }

  @Override
  public NDArray gelu(NDArray x) {
    return op("gelu", "x: Tensor", "return torch.gelu(x)").call(x);
  }

  @Override
  public NDArray geglu(NDArray x) {
    String body =
        """
        a, b = torch.chunk(x, 2, -1)
        return torch.mul(a, torch.gelu(b))
        """;
    return op("geglu", "x: Tensor", body).call(x);
  }

  @Override
  public NDArray attention(NDArray q, NDArray k, NDArray v, Heads heads) {
    boolean biased = heads.bias() != null;
    boolean fused = q.getShape().get(1) * k.getShape().get(1) >= FUSED;
    Script script =
        scripts.computeIfAbsent(
            new Attention(heads.count(), biased, fused),
            key ->
                new Script(
                    "q: Tensor, k: Tensor, v: Tensor" + (biased ? ", bias: Tensor" : ""),
                    "Tensor",
                    attentionBody((Attention) key)));
    return biased ? script.call(q, k, v, heads.bias()) : script.call(q, k, v);
  }

  private static String attentionBody(Attention kind) {
    return """
        q1 = torch.transpose(torch.unflatten(q, 2, [%1$d, -1]), 1, 2)
        k1 = torch.transpose(torch.unflatten(k, 2, [%1$d, -1]), 1, 2)
        v1 = torch.transpose(torch.unflatten(v, 2, [%1$d, -1]), 1, 2)
        %2$s
        return torch.flatten(torch.transpose(o, 1, 2), 2, 3)
        """
        .formatted(kind.heads(), kind.fused() ? fused(kind.biased()) : written(kind.biased()));
  }

  /** For small maps: on a CPU this trains faster than the fused kernel, whose backward is slow. */
  private static String written(boolean biased) {
    return """
        d = torch.size(q1, 3)
        s = torch.matmul(torch.mul(q1, torch.pow(d, -0.5)), torch.transpose(k1, 2, 3))
        p = torch.softmax(%s, -1)
        o = torch.matmul(p, v1)"""
        .formatted(biased ? "torch.add(s, torch.to(bias, ops.prim.dtype(s)))" : "s");
  }

  /** For large maps, which it never holds as a whole; two to four times as fast there. */
  private static String fused(boolean biased) {
    return "o = torch.scaled_dot_product_attention(q1, k1, v1, %s, 0., False)"
        .formatted(biased ? "torch.to(bias, ops.prim.dtype(q1))" : "None");
  }

  /** By joining copies: on a CPU several times faster, both ways, than the library's resampling. */
  @Override
  public NDArray upsample(NDArray x) {
    String body =
        """
        y = torch.flatten(torch.stack([x, x], -1), 3, 4)
        return torch.flatten(torch.stack([y, y], 3), 2, 3)
        """;
    return op("up", "x: Tensor", body).call(x);
  }

  @Override
  public NDArray pool(NDArray x) {
    return op("pool", "x: Tensor", "return torch.avg_pool2d(x, [2, 2], [2, 2])").call(x);
  }

  @Override
  public NDArray resize(NDArray x, long height, long width) {
    if (height == 2 * x.size(2) && width == 2 * x.size(3)) {
      return upsample(x);
    }
    String body = "return torch.index_select(torch.index_select(x, 2, rows), 3, columns)";
    return op("resize", "x: Tensor, rows: Tensor, columns: Tensor", body)
        .call(x, nearest(x, x.size(2), height), nearest(x, x.size(3), width));
  }

  /** The index ⌊i·from/to⌋ that each of the {@code to} pixels is copied from. */
  private static NDArray nearest(NDArray x, long from, long to) {
    return x.getManager().create(LongStream.range(0, to).map(i -> i * from / to).toArray());
  }

  private String cast(String name) {
    return precision == Precision.BF16 ? "torch.to(%s, 15)".formatted(name) : name;
  }

  private Script op(Object key, String arguments, String body) {
    return scripts.computeIfAbsent(key, k -> new Script(arguments, "Tensor", body));
  }

  private record Conv(Window window, boolean biased) {}

  private record Transposed(Window window) {}

  private record Silu(Groups groups) {}

  private record Layer(long size, double epsilon) {}

  private record Attention(int heads, boolean biased, boolean fused) {}
}

package corgi.engine.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * {@link TensorOps} in float32 from DJL's own operators: slower, but with nothing in between. It is
 * what {@link ScriptOps} is tested against, and what runs where an archive cannot be loaded.
 */
public final class PlainOps implements TensorOps {
  private static final Shape ONE = new Shape(1, 1);

  @Override
  public Precision precision() {
    return Precision.FP32;
  }

  @Override
  public NDArray enter(NDArray x) {
    return x;
  }

  @Override
  public NDArray leave(NDArray x) {
    return x;
  }

  @Override
  public NDArray conv2d(NDArray x, NDArray kernel, NDArray bias, Window window) {
    NDArray b = bias == null ? x.getManager().zeros(new Shape(kernel.size(0))) : bias;
    Shape stride = new Shape(window.stride(), window.stride());
    Shape padding = new Shape(window.padding(), window.padding());
    return JniUtils.convolution(
        (PtNDArray) padded(x, window.trailing()),
        (PtNDArray) kernel,
        (PtNDArray) b,
        stride,
        padding,
        ONE,
        1);
  }

  @Override
  public NDArray transposedConv2d(NDArray x, NDArray kernel, NDArray bias, Window window) {
    int around = Math.toIntExact(kernel.size(2)) - 1 - window.padding();
    return conv2d(
        padded(spread(x, window.stride()), window.trailing()),
        kernel.transpose(1, 0, 2, 3).flip(2, 3),
        bias,
        new Window(1, around));
  }

  /** Puts zeros between the pixels, which then are {@code stride} apart. */
  private static NDArray spread(NDArray x, int stride) {
    if (stride == 1) {
      return x;
    }
    Shape s = x.getShape();
    long h = s.get(2);
    long w = s.get(3);
    NDManager manager = x.getManager();
    NDArray right = manager.zeros(new Shape(s.get(0), s.get(1), h, 1, w, stride - 1));
    NDArray below = manager.zeros(new Shape(s.get(0), s.get(1), h, stride - 1, w, stride));
    NDArray y = x.reshape(s.get(0), s.get(1), h, 1, w, 1).concat(right, 5).concat(below, 3);
    return y.reshape(s.get(0), s.get(1), h * stride, w * stride)
        .get(
            new NDIndex()
                .addAllDim(2)
                .addSliceDim(0, (h - 1) * stride + 1)
                .addSliceDim(0, (w - 1) * stride + 1));
  }

  private static NDArray padded(NDArray x, int trailing) {
    if (trailing == 0) {
      return x;
    }
    Shape s = x.getShape();
    NDArray right = x.getManager().zeros(new Shape(s.get(0), s.get(1), s.get(2), trailing));
    Shape below = new Shape(s.get(0), s.get(1), trailing, s.get(3) + trailing);
    return x.concat(right, 3).concat(x.getManager().zeros(below), 2);
  }

  @Override
  public NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    NDArray product = x.matMul(weight.transpose());
    return bias == null ? product : product.add(bias);
  }

  @Override
  public NDArray groupNorm(NDArray x, NDArray scale, NDArray shift, Groups groups) {
    Shape shape = x.getShape();
    NDArray r = x.reshape(shape.get(0), groups.count(), -1);
    NDArray centred = r.sub(r.mean(new int[] {2}, true));
    NDArray variance = centred.square().mean(new int[] {2}, true);
    NDArray y = centred.div(variance.add(groups.epsilon()).sqrt()).reshape(shape);
    Shape channels = new Shape(1, shape.get(1)).addAll(ones(shape.dimension() - 2));
    return y.mul(scale.reshape(channels)).add(shift.reshape(channels));
  }

  private static Shape ones(int count) {
    long[] dims = new long[count];
    java.util.Arrays.fill(dims, 1);
    return new Shape(dims);
  }

  @Override
  public NDArray groupNormSilu(NDArray x, NDArray scale, NDArray shift, Groups groups) {
    return silu(groupNorm(x, scale, shift, groups));
  }

  @Override
  public NDArray layerNorm(NDArray x, NDArray scale, NDArray shift, double epsilon) {
    NDArray centred = x.sub(x.mean(new int[] {-1}, true));
    NDArray variance = centred.square().mean(new int[] {-1}, true);
    return centred.div(variance.add(epsilon).sqrt()).mul(scale).add(shift);
  }

  @Override
  public NDArray silu(NDArray x) {
    return x.mul(Activation.sigmoid(x));
  }

  @Override
  public NDArray mish(NDArray x) {
    return x.mul(Activation.softPlus(x).tanh());
  }

  @Override
  public NDArray relu(NDArray x) {
    return Activation.relu(x);
  }

  @Override
  public NDArray gelu(NDArray x) {
    return Activation.gelu(x);
  }

  @Override
  public NDArray geglu(NDArray x) {
    var halves = x.split(2, x.getShape().dimension() - 1);
    return halves.get(0).mul(gelu(halves.get(1)));
  }

  @Override
  public NDArray attention(NDArray q, NDArray k, NDArray v, Heads heads) {
    Shape shape = q.getShape(); // (N, T, C)
    double d = (double) shape.get(2) / heads.count();
    NDArray scaled = Tensors.scale(split(q, heads.count()), 1 / Math.sqrt(d));
    NDArray logits = scaled.matMul(split(k, heads.count()).swapAxes(2, 3));
    if (heads.bias() != null) {
      logits = logits.add(heads.bias()); // (N, heads, T, S)
    }
    return logits.softmax(-1).matMul(split(v, heads.count())).swapAxes(1, 2).reshape(shape);
  }

  private static NDArray split(NDArray x, int heads) {
    Shape s = x.getShape();
    return x.reshape(s.get(0), s.get(1), heads, s.get(2) / heads).swapAxes(1, 2);
  }

  @Override
  public NDArray upsample(NDArray x) {
    return resize(x, 2 * x.size(2), 2 * x.size(3));
  }

  @Override
  public NDArray pool(NDArray x) {
    long height = x.size(2) / 2;
    long width = x.size(3) / 2;
    NDArray even = x.get(":, :, :%d, :%d".formatted(2 * height, 2 * width));
    NDArray squares = even.reshape(x.size(0), x.size(1), height, 2, width, 2);
    return squares.mean(new int[] {5}).mean(new int[] {3});
  }

  @Override
  public NDArray resize(NDArray x, long height, long width) {
    long[] size = {height, width};
    return JniUtils.interpolate((PtNDArray) x.toType(DataType.FLOAT32, false), size, 0, false);
  }
}

package corgi.engine.classifier;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.tensor.Script;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Pictures as a network that others trained expects them: of its size, and normalised, as {@code
 * serving.properties} beside it says. Without that file they have 224×224 pixels and are normalised
 * by ImageNet's means and deviations.
 */
public final class PreparedInput {
  private final Path file;
  private final InputFormat format;
  private final Script resize;

  PreparedInput(Path file, InputFormat format) {
    this.file = file;
    this.format = format;
    resize =
        new Script(
            "x: Tensor",
            "Tensor",
            "return torch._upsample_bilinear2d_aa(x, [%d, %d], False, None, None)"
                .formatted(format.height(), format.width()));
  }

  /**
   * Reads what a network expects.
   *
   * @param file of the network, whose folder is looked into
   * @throws IOException if a value is not allowed
   */
  public static PreparedInput beside(Path file) throws IOException {
    return new PreparedInput(file, InputFormat.read(file.toAbsolutePath().getParent()));
  }

  /**
   * Returns pictures as the network expects them.
   *
   * @param clean (N, C, H, W) in [−1, 1]; one channel becomes three where three are expected
   * @throws IllegalArgumentException if they have other channels
   */
  public NDArray of(NDArray clean) {
    long channels = clean.getShape().get(1);
    if (channels != format.channels() && channels != 1) {
      throw new IllegalArgumentException(
          "%s: reads pictures of %d channels, the model draws %d; see %s"
              .formatted(file, format.channels(), channels, InputFormat.FILE));
    }
    NDArray x = resize.call(clean);
    float[] scale = new float[format.channels()];
    float[] shift = new float[format.channels()];
    for (int c = 0; c < scale.length; c++) {
      double deviation = format.deviation().get(c);
      scale[c] = (float) ((format.symmetric() ? 1 : 0.5) / deviation);
      shift[c] = (float) (((format.symmetric() ? 0 : 0.5) - format.mean().get(c)) / deviation);
    }
    Shape perChannel = new Shape(1, scale.length, 1, 1); // a grey picture becomes three channels
    NDManager at = x.getManager();
    return x.mul(at.create(scale, perChannel).duplicate())
        .add(at.create(shift, perChannel).duplicate());
  }
}

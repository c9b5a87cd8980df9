package corgi.engine.generation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Side;
import corgi.engine.tensor.Noise;
import java.util.List;
import java.util.Map;

/**
 * Prompts for a latent network that is told what a mask keeps by channels joined to its state: the
 * mask, 1 where the picture is drawn anew, and the latent of the picture with that part grey.
 * Rombach et al. 2022 (2112.10752), §4.5; the order is that of diffusers' {@code
 * StableDiffusionInpaintPipeline}, whose networks read 4 + 1 + 4 channels. Every side is told.
 *
 * @param inside without it
 */
record InpaintPrompting(Prompting inside) implements Prompting {
  private static final float HALF = 0.5f; // the network knows no grey

  /** Returns the channels that a network reads whose latents have {@code channels}. */
  static int channels(long channels) {
    return Math.toIntExact(2 * channels + 1);
  }

  @Override
  public Map<Side, Conditioning> conditions(NDManager manager, Request request) {
    return inside.conditions(manager, request);
  }

  @Override
  public void check(Request request) {
    if (request.givens().mask() == null) {
      throw new IllegalArgumentException(
          "no mask: this model draws the part of a picture that a mask leaves open; give it both,"
              + " the picture (--init) and the mask (--mask), white where it is drawn anew");
    }
    inside.check(request);
  }

  @Override
  public NDArray channels(Frame frame, NDArray picture, NDArray drawn, Noise noise) {
    NDArray mask = drawn.gte(HALF).toType(DataType.FLOAT32, false); // (1, 1, H, W)
    NDArray left = picture.mul(mask.mul(-1).add(1));
    Noise next = (step, draw, image) -> noise.at(step, draw + 1, image); // the picture had one
    return nearest(mask, frame.factor()).concat(frame.states(left, next), 1);
  }

  /** Of every square of pixels the first, as PyTorch's nearest neighbour does. */
  private static NDArray nearest(NDArray mask, int factor) {
    long height = mask.size(2) / factor;
    long width = mask.size(3) / factor;
    return mask.reshape(1, height, factor, width, factor)
        .get(":, :, 0, :, 0")
        .reshape(1, 1, height, width);
  }

  @Override
  public boolean readsMask() {
    return true;
  }

  @Override
  public boolean readsLabels() {
    return inside.readsLabels();
  }

  @Override
  public boolean readsPoints() {
    return inside.readsPoints();
  }

  @Override
  public List<String> warnings(Request request) {
    return inside.warnings(request);
  }

  @Override
  public List<String> remarks(Request request) {
    return inside.remarks(request);
  }

  @Override
  public void close() {
    inside.close();
  }
}

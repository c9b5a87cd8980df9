package corgi.engine.vae;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.Conv2d;
import corgi.engine.layers.GroupNorm;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.Segments;
import corgi.engine.tensor.TensorOps;
import corgi.engine.unet.Upsample;
import corgi.engine.vae.AutoencoderConfig.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** From a latent to an image. Rombach et al. 2022, 2112.10752, appendix G. */
final class Decoder {
  private final Conv2d in;
  private final Middle middle;
  private final List<Blocks.Block> up = new ArrayList<>();
  private final GroupNorm norm;
  private final Conv2d out;

  Decoder(Scope scope, Blocks blocks) {
    AutoencoderConfig config = blocks.config();
    List<Level> levels = config.levels();
    int last = levels.size() - 1;
    int channels = levels.get(last).channels();
    in = Conv2d.same3(scope.at("conv_in"), config.ends().latentChannels(), channels);
    middle = new Middle(scope.at("mid_block"), blocks, channels);
    for (int i = 0; i <= last; i++) {
      Scope level = scope.at("up_blocks", i);
      int wanted = levels.get(last - i).channels();
      for (int j = 0; j <= config.layers(); j++) { // one more than on the way down
        var sizes = new Blocks.Channels(channels, wanted);
        up.add(blocks.layer(level, j, sizes, levels.get(last - i).up()));
        channels = wanted;
      }
      if (i < last) {
        up.add(new Upsample(level.at("upsamplers", 0), channels)::forward);
      }
    }
    norm = blocks.norm(scope.at("conv_norm_out"), channels);
    out = Conv2d.same3(scope.at("conv_out"), channels, config.ends().outChannels());
  }

  /**
   * Maps z (N, latent, h, w) to (N, out, H, W), float32.
   *
   * @param before what is made of z first, in the first segment
   */
  NDArray forward(TensorOps ops, NDArray z, UnaryOperator<NDArray> before) {
    NDArray h = Segments.of(() -> in.forward(ops, before.apply(ops.enter(z))));
    h = middle.forward(ops, h);
    for (Blocks.Block block : up) {
      h = block.segment(ops, h);
    }
    NDArray whole = h;
    return Segments.of(() -> ops.leave(out.forward(ops, norm.silu(ops, whole))));
  }
}

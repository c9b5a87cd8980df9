package corgi.engine.vae;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.Conv2d;
import corgi.engine.layers.GroupNorm;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.Segments;
import corgi.engine.tensor.TensorOps;
import corgi.engine.unet.Downsample;
import corgi.engine.vae.AutoencoderConfig.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** From an image to the moments of its latent. Rombach et al. 2022, 2112.10752, appendix G. */
final class Encoder {
  private final Conv2d in;
  private final List<Blocks.Block> down = new ArrayList<>();
  private final Middle middle;
  private final GroupNorm norm;
  private final Conv2d out;

  Encoder(Scope scope, Blocks blocks) {
    AutoencoderConfig config = blocks.config();
    List<Level> levels = config.levels();
    int channels = levels.get(0).channels();
    in = Conv2d.same3(scope.at("conv_in"), config.ends().inChannels(), channels);
    for (int i = 0; i < levels.size(); i++) {
      Scope level = scope.at("down_blocks", i);
      int wanted = levels.get(i).channels();
      for (int j = 0; j < config.layers(); j++) {
        var sizes = new Blocks.Channels(channels, wanted);
        down.add(blocks.layer(level, j, sizes, levels.get(i).down()));
        channels = wanted;
      }
      if (i < levels.size() - 1) {
        down.add(new Downsample(level.at("downsamplers", 0), channels, 0)::forward);
      }
    }
    middle = new Middle(scope.at("mid_block"), blocks, channels);
    norm = blocks.norm(scope.at("conv_norm_out"), channels);
    out = Conv2d.same3(scope.at("conv_out"), channels, 2 * config.ends().latentChannels());
  }

  /**
   * Maps x (N, in, H, W) to (N, 2·latent, H′, W′).
   *
   * @param after what is made of these in the last segment
   */
  NDArray forward(TensorOps ops, NDArray x, UnaryOperator<NDArray> after) {
    NDArray h = Segments.of(() -> in.forward(ops, ops.enter(x)));
    for (Blocks.Block block : down) {
      h = block.segment(ops, h);
    }
    NDArray lowest = middle.forward(ops, h);
    return Segments.of(() -> after.apply(out.forward(ops, norm.silu(ops, lowest))));
  }
}

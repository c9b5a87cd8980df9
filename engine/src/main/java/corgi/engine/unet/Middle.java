package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.Groups;
import java.util.ArrayList;
import java.util.List;

/** What stands at the lowest resolution: residual blocks with attention in between. */
final class Middle {
  private final Layers layers;
  private final UNetConfig config;
  private final Scope scope;
  private final List<Block> blocks = new ArrayList<>();

  Middle(Layers layers, Scope root) {
    this.layers = layers;
    config = layers.config();
    scope = root.at("mid_block");
    MiddleType type = config.blocks().middle();
    if (type == MiddleType.NONE) {
      return;
    }
    residual(0);
    if (type != MiddleType.PLAIN || config.blocks().family() == UNetFamily.PIXELS) {
      Block attention = attention(scope.at("attentions.0"), type);
      if (attention != null) {
        blocks.add(attention.in(scope.at("attentions.0")));
      }
      residual(1);
    }
  }

  private void residual(int i) {
    int channels = config.lowestChannels();
    Scope at = scope.at("resnets", i);
    ResBlock block =
        new ResBlock(
            at,
            new ResBlock.Channels(channels, channels, layers.time()),
            config.residual().style(config.residual().scales().middle()));
    boolean simple = config.blocks().middle() == MiddleType.TEXT_AND_PIXELS;
    blocks.add(layers.told(block, simple).in(at));
  }

  private Block attention(Scope at, MiddleType type) {
    int count = config.blocks().count();
    Attending attention = config.attention();
    if (type == MiddleType.TRANSFORMER) {
      int depth = attention.depth().down().last(count).at(0);
      return new Transformer2d(at, layers.transformer(count - 1, depth, false));
    }
    int channels = config.lowestChannels();
    int headSize = attention.heads() == null ? channels : attention.heads().last(count);
    if (type == MiddleType.TEXT_AND_PIXELS) {
      return new TextAndPixels(
          at,
          new TextAndPixels.Plan(
              channels,
              headSize,
              attention.context().last(count),
              config.norm().groups(),
              attention.onlyText().inMiddle(),
              attention.style().textNorm()));
    }
    return attention.middle().present() ? pixels(at, headSize) : null;
  }

  private Block pixels(Scope at, int headSize) {
    var options =
        new SpatialAttention.Options(headSize, groups(), config.residual().scales().middle());
    SpatialAttention attention = new SpatialAttention(at, config.lowestChannels(), options);
    return (pass, x) -> attention.forward(pass.ops(), x);
  }

  /** The groups of the attention's normalisation, or null for none. */
  private Groups groups() {
    Integer own = config.attention().middle().groups();
    if (own != null) {
      return new Groups(own, config.norm().epsilon());
    }
    return config.residual().noise().scaleShift() ? null : config.residual().groups();
  }

  /** Maps the lowest features to the same shape. */
  NDArray forward(Pass pass, NDArray x) {
    if (blocks.isEmpty()) {
      return x;
    }
    NDArray h = x;
    for (Block block : blocks) {
      h = block.forward(pass, h);
    }
    return pass.observer().see(scope.path(), h);
  }
}

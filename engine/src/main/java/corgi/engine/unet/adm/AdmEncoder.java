package corgi.engine.unet.adm;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Parameters;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.TensorOps;
import corgi.engine.unet.TimeEmbedding;
import java.util.ArrayList;
import java.util.List;

/** The way down and the middle, which the U-Net and the classifier have in common. */
final class AdmEncoder {
  private static final TimeEmbedding.Options COSINES_FIRST = new TimeEmbedding.Options(true, 0);

  private final AdmConfig config;
  private final Linear time1;
  private final Linear time2;
  private final List<AdmLayers> down = new ArrayList<>();
  private final List<Integer> kept = new ArrayList<>();
  private final AdmLayers middle;

  AdmEncoder(Parameters parameters, AdmConfig config) {
    this.config = config;
    Scope root = parameters.root();
    time1 = Linear.of(root.at("time_embed.0"), config.modelChannels(), config.embedding());
    time2 = Linear.of(root.at("time_embed.2"), config.embedding(), config.embedding());
    int width = config.widths().get(0);
    add(next(root).enter(config.ends().inChannels(), width), width);
    for (int level = 0; level < config.widths().size(); level++) {
      int out = config.widths().get(level);
      for (int i = 0; i < config.blocks(); i++) {
        AdmLayers layers = next(root).block(width, out);
        width = out;
        add(config.attends(level) ? layers.attention(width, false) : layers, width);
      }
      if (level + 1 < config.widths().size()) {
        add(next(root).down(width), width);
      }
    }
    middle =
        new AdmLayers(root.at("middle_block"), config)
            .block(width, width)
            .attention(width, false)
            .block(width, width);
  }

  private AdmLayers next(Scope root) {
    return new AdmLayers(root.at("input_blocks", down.size()), config);
  }

  private void add(AdmLayers layers, int width) {
    down.add(layers);
    kept.add(width);
  }

  /** The channels of what {@link #forward} keeps, in its order. */
  List<Integer> kept() {
    return List.copyOf(kept);
  }

  /** Embeds t (N), (N, E); labels are added to it before its SiLU. */
  NDArray embed(TensorOps ops, NDArray t) {
    NDArray waves = TimeEmbedding.waves(t, config.modelChannels(), COSINES_FIRST);
    return time2.forward(ops, ops.silu(time1.forward(ops, ops.enter(waves))));
  }

  /** What every entry of {@code input_blocks} gave, and the middle after it. */
  List<NDArray> forward(TensorOps ops, NDArray x, NDArray emb) {
    List<NDArray> outputs = new ArrayList<>();
    NDArray h = x;
    for (AdmLayers layers : down) {
      h = layers.forward(ops, h, emb);
      outputs.add(h);
    }
    outputs.add(middle.forward(ops, h, emb));
    return outputs;
  }
}

package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.Conv2d;
import corgi.engine.layers.Scope;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The way up: every layer also reads what the way down kept at its resolution. */
final class Expanding {
  private final List<List<Layer>> levels = new ArrayList<>();
  private final List<Conv2d> widenings = new ArrayList<>(); // one less than levels

  Expanding(Layers layers, Scope root, Deque<Integer> keptChannels) {
    List<UNetConfig.Level> shape = layers.config().levels();
    int in = layers.config().lowestChannels();
    for (int i = 0; i < shape.size(); i++) {
      UNetConfig.Level at = shape.get(shape.size() - 1 - i);
      Scope scope = root.at("up_blocks", i);
      List<Layer> level = new ArrayList<>();
      for (int j = 0; j <= at.blocks(); j++) {
        level.add(layers.layer(scope, j, in + keptChannels.pop(), at));
        in = at.channels();
      }
      levels.add(level);
      if (i < shape.size() - 1) {
        widenings.add(Conv2d.same3(scope.at("upsamplers.0.conv"), in, in));
      }
    }
  }

  /** Returns features at full resolution; pops all of {@code kept}. */
  NDArray forward(Pass pass, NDArray x, Deque<NDArray> kept) {
    NDArray h = x;
    for (int i = 0; i < levels.size(); i++) {
      for (Layer layer : levels.get(i)) {
        h = layer.forward(pass, h.concat(kept.pop(), 1));
      }
      if (i < widenings.size()) {
        h = widenings.get(i).forward(pass.ops(), pass.ops().upsample(h));
      }
    }
    return h;
  }
}

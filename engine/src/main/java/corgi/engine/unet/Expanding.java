package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.Scope;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The way up: every layer also reads what the way down kept at its resolution. */
final class Expanding {
  private final List<Level> levels = new ArrayList<>();

  Expanding(Layers layers, Scope root, Deque<Integer> keptChannels) {
    UNetConfig.Blocks blocks = layers.config().blocks();
    int in = layers.config().lowestChannels();
    for (int i = 0; i < blocks.count(); i++) {
      Scope scope = root.at("up_blocks", i);
      Layers.Place place = layers.up(i);
      List<Layer> level = new ArrayList<>();
      for (int j = 0; j <= blocks.layers().at(place.level()); j++) {
        level.add(layers.layer(scope, j, in + keptChannels.pop(), place));
        in = layers.channels(place);
      }
      boolean last = i == blocks.count() - 1;
      levels.add(new Level(scope.path(), level, last ? null : layers.widening(scope, place)));
    }
  }

  /** Returns features at full resolution; pops all of {@code kept}. */
  NDArray forward(Pass pass, NDArray x, Deque<NDArray> kept) {
    NDArray h = x;
    for (Level level : levels) {
      h = level.forward(pass, h, kept);
    }
    return h;
  }

  /** One resolution; {@code widening} is null at the full one. */
  private record Level(String path, List<Layer> layers, Widening widening) {
    NDArray forward(Pass pass, NDArray x, Deque<NDArray> kept) {
      NDArray h = x;
      for (Layer layer : layers) {
        h = layer.forward(pass, h, kept.pop());
      }
      if (widening != null) {
        h = widening.forward(pass, h, kept.peek());
      }
      return pass.observer().see(path, h);
    }
  }
}

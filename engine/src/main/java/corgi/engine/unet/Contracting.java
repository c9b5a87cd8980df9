package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.Scope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The way down: every output is kept, on a stack, for the way up. */
final class Contracting {
  private final List<Level> levels = new ArrayList<>();
  private final Deque<Integer> channels = new ArrayDeque<>();

  Contracting(Layers layers, Scope root) {
    UNetConfig.Blocks blocks = layers.config().blocks();
    int in = blocks.channels().get(0);
    channels.push(in); // conv_in's output is the first to be kept
    for (int i = 0; i < blocks.count(); i++) {
      Scope scope = root.at("down_blocks", i);
      Layers.Place place = layers.down(i);
      List<Layer> level = new ArrayList<>();
      for (int j = 0; j < blocks.layers().at(i); j++) {
        level.add(layers.layer(scope, j, in, place));
        in = layers.channels(place);
        channels.push(in);
      }
      boolean last = i == blocks.count() - 1;
      levels.add(new Level(scope.path(), level, last ? null : layers.halving(scope, place)));
      if (!last) {
        channels.push(in);
      }
    }
  }

  /** Channels of what {@link #forward} keeps, the last kept on top. */
  Deque<Integer> keptChannels() {
    return new ArrayDeque<>(channels);
  }

  /** Returns the lowest features; pushes x and every output on {@code kept}. */
  NDArray forward(Pass pass, NDArray x, Deque<NDArray> kept) {
    NDArray h = x;
    kept.push(h);
    for (Level level : levels) {
      h = level.forward(pass, h, kept);
    }
    return h;
  }

  /** One resolution; {@code halving} is null at the lowest. */
  private record Level(String path, List<Layer> layers, Block halving) {
    NDArray forward(Pass pass, NDArray x, Deque<NDArray> kept) {
      NDArray h = x;
      for (Layer layer : layers) {
        h = layer.forward(pass, h);
        kept.push(h);
      }
      if (halving != null) {
        h = halving.forward(pass, h);
        kept.push(h);
      }
      return pass.observer().see(path, h);
    }
  }
}

package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.Conv2d;
import corgi.engine.layers.Scope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The way down: every output is kept, on a stack, for the way up. */
final class Contracting {
  private final List<List<Layer>> levels = new ArrayList<>();
  private final List<Conv2d> halvings = new ArrayList<>(); // one less than levels
  private final Deque<Integer> channels = new ArrayDeque<>();

  Contracting(Layers layers, Scope root) {
    List<UNetConfig.Level> shape = layers.config().levels();
    int in = shape.get(0).channels();
    channels.push(in); // conv_in's output is the first to be kept
    for (int i = 0; i < shape.size(); i++) {
      Scope scope = root.at("down_blocks", i);
      List<Layer> level = new ArrayList<>();
      for (int j = 0; j < shape.get(i).blocks(); j++) {
        level.add(layers.layer(scope, j, in, shape.get(i)));
        in = shape.get(i).channels();
        channels.push(in);
      }
      levels.add(level);
      if (i < shape.size() - 1) {
        halvings.add(Conv2d.halving3(scope.at("downsamplers.0.conv"), in, in));
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
    for (int i = 0; i < levels.size(); i++) {
      for (Layer layer : levels.get(i)) {
        h = layer.forward(pass, h);
        kept.push(h);
      }
      if (i < halvings.size()) {
        h = halvings.get(i).forward(pass.ops(), h);
        kept.push(h);
      }
    }
    return h;
  }
}

package corgi.engine.condition;

import corgi.engine.data.Picture;
import corgi.engine.tensor.CounterRandom;

/**
 * The masks of a training: a half of the picture, a box, a few strokes of a brush, or all of it,
 * each as often, and as often turned inside out as not. Large and small, thick and thin, as Suvorov
 * et al. 2022 (2109.07161), §3.3, advise; the shapes and their sizes are our own.
 */
final class RandomMasks {
  private static final int KINDS = 4;
  private static final int STROKES = 3;
  private static final int DABS = 12; // of the brush in a stroke

  private final int side;
  private final long key;
  private final float[] drawn; // 1 where the picture is to be drawn
  private int next;

  private RandomMasks(int side, long key) {
    this.side = side;
    this.key = key;
    drawn = new float[side * side];
  }

  /** Returns a mask, (1, side, side): a pure function of the key. */
  static Picture draw(int side, long key) {
    RandomMasks mask = new RandomMasks(side, key);
    switch ((int) (mask.uniform() * KINDS)) {
      case 0 -> mask.half();
      case 1 -> mask.box();
      case 2 -> mask.strokes();
      default -> mask.fill(0, side, 0, side);
    }
    if (mask.next > 1 && mask.uniform() < 0.5) { // all of the picture is never turned into nothing
      mask.turn();
    }
    return new Picture(1, side, side, mask.drawn);
  }

  private double uniform() {
    return CounterRandom.uniform(key, next++);
  }

  private int between(double least, double most) {
    return (int) Math.round(side * (least + (most - least) * uniform()));
  }

  private void half() {
    int edge = between(0.25, 0.75);
    if (uniform() < 0.5) {
      fill(0, edge, 0, side);
    } else {
      fill(0, side, 0, edge);
    }
  }

  private void box() {
    int height = between(0.2, 0.7);
    int width = between(0.2, 0.7);
    int top = (int) (uniform() * (side - height + 1));
    int left = (int) (uniform() * (side - width + 1));
    fill(top, top + height, left, left + width);
  }

  private void strokes() {
    for (int stroke = 0; stroke < STROKES; stroke++) {
      double x = uniform();
      double y = uniform();
      double angle = 2 * Math.PI * uniform();
      int radius = Math.max(1, between(0.04, 0.12));
      for (int dab = 0; dab < DABS; dab++) {
        int row = (int) (y * side);
        int column = (int) (x * side);
        fill(row - radius, row + radius, column - radius, column + radius);
        angle += uniform() - 0.5;
        x += Math.cos(angle) / DABS;
        y += Math.sin(angle) / DABS;
      }
    }
  }

  private void fill(int top, int bottom, int left, int right) {
    for (int y = Math.max(0, top); y < Math.min(side, bottom); y++) {
      for (int x = Math.max(0, left); x < Math.min(side, right); x++) {
        drawn[y * side + x] = 1;
      }
    }
  }

  private void turn() {
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = 1 - drawn[i];
    }
  }
}

package corgi.eval;

import corgi.engine.data.Dataset;
import corgi.engine.data.Example;
import corgi.engine.data.Picture;
import corgi.engine.tensor.CounterRandom;
import java.util.List;
import java.util.Map;

/** Noisy stripes across or along, on red, green or blue: easy to tell apart, and quick to draw. */
final class Stripes implements Dataset {
  private static final int SIDE = 16;
  private static final List<String> FIGURES = List.of("across", "along");
  private static final List<String> BACKGROUNDS = List.of("red", "green", "blue");

  @Override
  public String name() {
    return "stripes";
  }

  @Override
  public long size() {
    return 6;
  }

  @Override
  public int channels() {
    return 3;
  }

  @Override
  public int resolution() {
    return SIDE;
  }

  @Override
  public Map<String, List<String>> vocabulary() {
    return Map.of("figure", FIGURES, "background", BACKGROUNDS);
  }

  @Override
  public Example example(long index) {
    long key = CounterRandom.key(index);
    int figure = CounterRandom.below(2, key, 0);
    int background = CounterRandom.below(3, key, 1);
    int phase = CounterRandom.below(4, key, 2);
    float[] values = new float[3 * SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      int at = figure == 0 ? i / SIDE % SIDE : i % SIDE;
      boolean dark = (at + phase) % 4 < 2;
      double noise = .5 * CounterRandom.uniform(key, 3 + i);
      values[i] = (float) (dark ? -1 + noise : i / (SIDE * SIDE) == background ? .5 : -.5);
    }
    return new Example(
        new Picture(3, SIDE, SIDE, values),
        "stripes",
        Map.of("figure", FIGURES.get(figure), "background", BACKGROUNDS.get(background)));
  }

  @Override
  public String hash() {
    return "stripes:1";
  }

  @Override
  public String licences() {
    return "none";
  }
}

package corgi.eval;

import corgi.engine.data.Dataset;
import corgi.engine.data.Example;
import corgi.engine.data.Picture;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Grey pictures of 4×4, half of them dark and half light; a quarter of either are called rare. */
final class Tones implements Dataset {
  /** How far from 0 every pixel is. */
  static final float LIGHT = 0.5f;

  static final int SIDE = 4;

  @Override
  public String name() {
    return "tones";
  }

  @Override
  public long size() {
    return 8;
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public int resolution() {
    return SIDE;
  }

  @Override
  public Map<String, List<String>> vocabulary() {
    return Map.of("tone", List.of("dark", "light"), "kind", List.of("rare", "common"));
  }

  @Override
  public Example example(long index) {
    boolean light = index / 4 % 2 == 0;
    float[] values = new float[SIDE * SIDE];
    Arrays.fill(values, light ? LIGHT : -LIGHT);
    Map<String, String> labels =
        Map.of("tone", light ? "light" : "dark", "kind", index % 4 == 0 ? "rare" : "common");
    return new Example(new Picture(1, SIDE, SIDE, values), "tones", labels);
  }

  @Override
  public String hash() {
    return "tones:1";
  }

  @Override
  public String licences() {
    return "none";
  }
}

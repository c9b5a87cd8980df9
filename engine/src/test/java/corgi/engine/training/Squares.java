package corgi.engine.training;

import corgi.engine.data.Dataset;
import corgi.engine.data.Example;
import corgi.engine.data.Picture;
import corgi.engine.tensor.CounterRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The smallest captioned data set: 8×8 grey pictures, dark or light. */
record Squares(String hash) implements Dataset {
  @Override
  public String name() {
    return "squares";
  }

  @Override
  public long size() {
    return 2;
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public int resolution() {
    return 8;
  }

  @Override
  public Map<String, List<String>> vocabulary() {
    return Map.of("tone", List.of("dark", "light"));
  }

  @Override
  public Example example(long index) {
    boolean light = CounterRandom.below(2, 77, index) == 1;
    float[] values = new float[64];
    Arrays.fill(values, light ? 0.8f : -0.8f);
    String tone = light ? "light" : "dark";
    return new Example(new Picture(1, 8, 8, values), tone, Map.of("tone", tone));
  }

  @Override
  public String licences() {
    return "none needed";
  }
}

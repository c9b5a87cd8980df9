package corgi.engine.data;

import java.util.List;
import java.util.Map;

/** Examples whose caption is their index: one in ten is rare, and number 1 has no label. */
record Numbered(long size) implements Dataset {
  static final String HEAD = "kind";

  @Override
  public String name() {
    return "numbered";
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public int resolution() {
    return 1;
  }

  @Override
  public Map<String, List<String>> vocabulary() {
    return Map.of(HEAD, List.of("common", "rare", "never"));
  }

  @Override
  public Map<String, String> labels(long index) {
    long number = index % size;
    return number == 1 ? Map.of() : Map.of(HEAD, number % 10 == 0 ? "rare" : "common");
  }

  @Override
  public Example example(long index) {
    Picture picture = new Picture(1, 1, 1, new float[] {0});
    return new Example(picture, Long.toString(index), labels(index));
  }

  @Override
  public boolean endless() {
    return false;
  }

  @Override
  public String hash() {
    return Digests.of("numbered " + size);
  }

  @Override
  public String licences() {
    return "none needed";
  }
}

package corgi.cli;

import corgi.cli.BitmapFont.Spot;
import corgi.engine.data.Example;
import corgi.engine.generation.Raster;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Points of a plane, coloured by label, with the circle that holds 95 % of N(0, I). */
final class LatentMap {
  /** The least height of a map in pixels. */
  static final int LEAST = 480;

  private static final double RADIUS = Math.sqrt(-2 * Math.log(0.05)); // Rayleigh's 95 % quantile
  private static final int GAP = 8;
  private static final int LEGEND = 140; // pixels wide
  private static final int DOT = 3;
  private static final int CIRCLE_DOTS = 720;
  private static final int GREY = 0xA0A0A0;

  private final int side;
  private final List<Dot> dots = new ArrayList<>();

  private record Dot(float x, float y, String label) {}

  /** An empty map of a size in pixels. */
  LatentMap(int side) {
    this.side = side;
  }

  /**
   * Returns the first label head that examples have.
   *
   * @throws IllegalArgumentException if they have none
   */
  static String firstHead(List<Example> examples) {
    return examples.stream()
        .flatMap(example -> new TreeMap<>(example.labels()).keySet().stream())
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("the pictures have no labels to colour by"));
  }

  /**
   * Adds a point.
   *
   * @param z two numbers
   * @param label or null, which is grey
   */
  void add(float[] z, String label) {
    dots.add(new Dot(z[0], z[1], label));
  }

  /** Returns the map with its legend at the left of another picture. */
  Raster beside(Raster other) {
    int left = side + LEGEND + 2 * GAP;
    Canvas canvas = new Canvas(left + other.width(), Math.max(side, other.height()));
    double reach = RADIUS;
    for (Dot dot : dots) {
      reach = Math.max(reach, Math.max(Math.abs(dot.x()), Math.abs(dot.y())));
    }
    double scale = (side / 2.0 - GAP) / reach;
    for (int i = 0; i < CIRCLE_DOTS; i++) {
      double angle = 2 * Math.PI * i / CIRCLE_DOTS;
      put(canvas, new double[] {RADIUS * Math.cos(angle), RADIUS * Math.sin(angle)}, scale, GREY);
    }
    Map<String, Integer> colours = colours();
    for (Dot dot : dots) {
      int colour = dot.label() == null ? GREY : colours.get(dot.label());
      put(canvas, new double[] {dot.x(), dot.y()}, scale, colour);
    }
    legend(canvas, colours);
    canvas.put(other, left, 0);
    return canvas.raster();
  }

  private void put(Canvas canvas, double[] at, double scale, int colour) {
    int x = (int) Math.round(side / 2.0 + at[0] * scale) - DOT / 2;
    int y = (int) Math.round(side / 2.0 - at[1] * scale) - DOT / 2;
    canvas.fill(x, y, DOT, colour);
  }

  /** Hues evenly apart, every second one darker. */
  private Map<String, Integer> colours() {
    Map<String, Integer> colours = new TreeMap<>();
    dots.stream().map(Dot::label).filter(Objects::nonNull).forEach(label -> colours.put(label, 0));
    int i = 0;
    for (var entry : colours.entrySet()) {
      float hue = (float) i / colours.size();
      entry.setValue(Color.HSBtoRGB(hue, 0.85f, i % 2 == 0 ? 0.95f : 0.6f));
      i++;
    }
    return colours;
  }

  private void legend(Canvas canvas, Map<String, Integer> colours) {
    int y = GAP;
    int letters = (LEGEND - 2 * GAP) / BitmapFont.ADVANCE;
    for (var entry : colours.entrySet()) {
      canvas.fill(side + GAP, y, GAP, entry.getValue());
      String label = entry.getKey();
      String name = label.length() > letters ? label.substring(0, letters) : label;
      BitmapFont.get().write(canvas, name, new Spot(side + 3 * GAP, y, 1));
      y += BitmapFont.LEADING + 2;
    }
  }
}

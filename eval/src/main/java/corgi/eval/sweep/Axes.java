package corgi.eval.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that is varied. What is drawn is the product, or a part of it: a comparison of strategies,
 * each with its own values of γ, draws far less.
 *
 * @param list in the order in which they vary, the last one fastest
 */
public record Axes(List<Axis> list) {
  private static final int MOST_CELLS = 20_000;

  /**
   * @throws IllegalArgumentException if an axis is there twice
   */
  public Axes {
    list = list.stream().sorted(Comparator.comparing(Axis::name, AxisNames.order())).toList();
    Set<String> names = new HashSet<>();
    for (Axis axis : list) {
      if (!names.add(axis.name())) {
        throw new IllegalArgumentException(
            "%s is there twice; list its values once".formatted(AxisNames.said(axis.name())));
      }
    }
  }

  /** Returns these with those of {@code others} in place of their namesakes. */
  public Axes overriddenBy(Axes others) {
    Map<String, Axis> all = new LinkedHashMap<>();
    list.forEach(axis -> all.put(axis.name(), axis));
    others.list.forEach(axis -> all.put(axis.name(), axis));
    return new Axes(List.copyOf(all.values()));
  }

  /**
   * Returns the product: every choice of a value for each axis.
   *
   * @throws IllegalArgumentException if it is too large
   */
  List<Map<String, String>> product() {
    double product = 1;
    for (Axis axis : list) {
      product *= axis.values().size();
    }
    if (product > MOST_CELLS) {
      throw new IllegalArgumentException(
          "%.0f cells: at most %d in one sweep".formatted(product, MOST_CELLS));
    }
    List<Map<String, String>> cells = List.of(Map.of());
    for (Axis axis : list) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> cell : cells) {
        for (String value : axis.values()) {
          Map<String, String> further = new LinkedHashMap<>(cell);
          further.put(axis.name(), value);
          longer.add(further);
        }
      }
      cells = longer;
    }
    return cells;
  }
}

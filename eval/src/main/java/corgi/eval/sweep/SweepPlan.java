package corgi.eval.sweep;

import corgi.engine.generation.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be drawn.
 *
 * @param axes what is varied
 * @param seeds of the pictures of every cell
 * @param cells the product of the axes, or a part of it
 */
public record SweepPlan(Axes axes, Seeds seeds, List<Cell> cells) {
  private static final long MOST_PICTURES = 1_000_000;

  /**
   * @throws IllegalArgumentException if there are too many pictures
   */
  public SweepPlan {
    if (seeds.count() * (long) cells.size() > MOST_PICTURES) {
      throw new IllegalArgumentException(
          "%d cells of %d pictures: at most %d pictures in one sweep"
              .formatted(cells.size(), seeds.count(), MOST_PICTURES));
    }
  }

  /**
   * Seeds that follow each other.
   *
   * @param first the seed of the first picture of every cell
   * @param count how many pictures each cell has
   */
  public record Seeds(long first, int count) {
    public Seeds {
      if (count < 1 || count > 100_000) {
        throw new IllegalArgumentException("--seeds %d: must be from 1 to 100000".formatted(count));
      }
    }
  }

  /**
   * Multiplies the axes out.
   *
   * @param reader makes requests of arguments
   * @throws IllegalArgumentException if a cell asks for something unknown, or there are too many
   *     pictures
   */
  public static SweepPlan of(Axes axes, Seeds seeds, Asked.Reader reader) throws IOException {
    Set<Map<String, String>> known = new HashSet<>();
    List<Cell> cells = new ArrayList<>();
    Set<String> absent = new LinkedHashSet<>();
    axes.list().stream().filter(Axis::isSetting).forEach(axis -> absent.add(axis.name()));
    for (Map<String, String> chosen : axes.product()) {
      GenArguments arguments = new GenArguments(chosen);
      Map<String, String> values = arguments.values();
      values.forEach((axis, value) -> clear(absent, axis, value));
      if (known.add(values)) { // settings of what a cell does not have do not multiply it
        cells.add(cell(values, arguments.list(), seeds, reader));
      }
    }
    for (String axis : absent) {
      throw new IllegalArgumentException(
          "--set %s: no guidance, modifier or sampler of this sweep is called '%s'"
              .formatted(axis, axis.substring(0, axis.indexOf('.'))));
    }
    return new SweepPlan(axes, seeds, cells);
  }

  private static void clear(Set<String> absent, String axis, String value) {
    if (!value.equals(GenArguments.ABSENT)) {
      absent.remove(axis);
    }
  }

  private static Cell cell(
      Map<String, String> values, List<String> arguments, Seeds seeds, Asked.Reader reader)
      throws IOException {
    Asked asked = reader.read(arguments);
    Request request = asked.request().seed(seeds.first()).count(seeds.count());
    return new Cell(values, arguments, new Asked(asked.setup(), request));
  }
}

package corgi.cli;

import corgi.cli.BitmapFont.Spot;
import corgi.engine.data.Dataset;
import corgi.engine.data.Example;
import corgi.engine.generation.Raster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Some pictures of a data set with their captions: a row for each class of the first label head,
 * or, where there are too many classes or none, pictures spread over all of it.
 *
 * @param data the data set
 * @param count how many pictures, about
 */
record DataSheet(Dataset data, int count) {
  private static final int COLUMNS = 10;
  private static final int LEAST_OF_A_CLASS = 4;
  private static final int SOUGHT = 20_000; // labels looked at to find some of every class
  private static final int LEAST = 96; // pixels a cell is wide
  private static final int LINES = 3; // of a caption
  private static final int GAP = 6;

  /** Returns the sheet as one picture. */
  Raster render() {
    List<List<Long>> rows = rows();
    int scale = Math.max(1, LEAST / data.resolution());
    int cell = Math.max(LEAST, data.resolution() * scale);
    int across = rows.stream().mapToInt(List::size).max().getAsInt();
    int height = data.resolution() * scale + LINES * BitmapFont.LEADING + GAP;
    Canvas canvas = new Canvas(across * (cell + GAP) + GAP, rows.size() * (height + GAP) + GAP);
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 0; c < rows.get(r).size(); c++) {
        Example example = data.example(rows.get(r).get(c));
        int x = GAP + c * (cell + GAP);
        int y = GAP + r * (height + GAP);
        canvas.put(Raster.of(example.picture()).enlarge(scale), x, y);
        caption(canvas, example.caption(), new Spot(x, y + data.resolution() * scale + 3, 1), cell);
      }
    }
    return canvas.raster();
  }

  private static void caption(Canvas canvas, String caption, Spot spot, int width) {
    List<String> lines = BitmapFont.get().wrap(caption, width / BitmapFont.ADVANCE);
    for (int i = 0; i < Math.min(LINES, lines.size()); i++) {
      int y = spot.y() + i * BitmapFont.LEADING;
      BitmapFont.get().write(canvas, lines.get(i), new Spot(spot.x(), y, spot.size()));
    }
  }

  private List<List<Long>> rows() {
    List<List<Long>> byClass = byClass();
    if (!byClass.isEmpty()) {
      return byClass;
    }
    long some = data.endless() ? count : Math.min(count, data.size());
    List<Long> spread =
        LongStream.range(0, some)
            .mapToObj(i -> data.endless() ? i : i * data.size() / some)
            .toList();
    return broken(spread);
  }

  /** Breaks a list into rows. */
  private static List<List<Long>> broken(List<Long> indices) {
    List<List<Long>> rows = new ArrayList<>();
    for (int from = 0; from < indices.size(); from += COLUMNS) {
      rows.add(indices.subList(from, Math.min(indices.size(), from + COLUMNS)));
    }
    return rows;
  }

  /** The first examples of each class; nothing if there are too many classes. */
  private List<List<Long>> byClass() {
    String head = data.vocabulary().keySet().stream().findFirst().orElse(null);
    if (head == null || data.vocabulary().get(head).size() > count / LEAST_OF_A_CLASS) {
      return List.of();
    }
    Map<String, List<Long>> found = new LinkedHashMap<>();
    data.vocabulary().get(head).forEach(value -> found.put(value, new ArrayList<>()));
    int each = count / found.size();
    long end = data.endless() ? SOUGHT : data.size();
    for (long i = 0; i < end && found.values().stream().anyMatch(f -> f.size() < each); i++) {
      String value = data.labels(i).get(head);
      if (value != null && found.get(value).size() < each) {
        found.get(value).add(i);
      }
    }
    return found.values().stream().flatMap(some -> broken(some).stream()).toList();
  }
}

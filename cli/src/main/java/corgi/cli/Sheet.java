package corgi.cli;

import corgi.cli.BitmapFont.Spot;
import corgi.engine.generation.Raster;
import java.util.List;

/**
 * Pictures in rows and columns, with captions.
 *
 * @param title above everything; empty for none
 * @param columns above the columns; empty for none
 * @param rows with a caption each, at their left
 */
record Sheet(String title, List<String> columns, List<Row> rows) {
  private static final int CAPTION_LETTERS = 14;
  private static final int GAP = 4; // points between the parts
  private static final int CELL_POINTS = 64; // a cell is about so many points of text wide

  Sheet {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** A row's caption and pictures, all of one size. */
  record Row(String caption, List<Raster> pictures) {
    Row {
      pictures = List.copyOf(pictures);
    }
  }

  /** Returns the sheet as one picture. */
  Raster render() {
    Raster cell = rows.get(0).pictures().get(0);
    int point = Math.max(1, Math.round((float) cell.width() / CELL_POINTS));
    int gap = GAP * point;
    int left = gap + CAPTION_LETTERS * BitmapFont.ADVANCE * point;
    int across = rows.stream().mapToInt(row -> row.pictures().size()).max().getAsInt();
    int width = left + across * (cell.width() + gap) + gap;

    BitmapFont font = BitmapFont.get();
    int letters = (width - 2 * gap) / (BitmapFont.ADVANCE * point);
    List<String> heading = title.isEmpty() ? List.of() : font.wrap(title, letters);
    int headed = gap + (heading.size() + (columns.isEmpty() ? 0 : 1)) * BitmapFont.LEADING * point;
    Canvas canvas = new Canvas(width, headed + rows.size() * (cell.height() + gap));
    lines(canvas, heading, new Spot(gap, gap, point));
    int above = headed - BitmapFont.LEADING * point;
    for (int c = 0; c < columns.size(); c++) {
      font.write(canvas, columns.get(c), new Spot(left + c * (cell.width() + gap), above, point));
    }
    for (int r = 0; r < rows.size(); r++) {
      row(canvas, rows.get(r), new Spot(left, headed + r * (cell.height() + gap), point));
    }
    return canvas.raster();
  }

  private static void row(Canvas canvas, Row row, Spot spot) {
    Raster cell = row.pictures().get(0);
    int gap = GAP * spot.size();
    List<String> caption = BitmapFont.get().wrap(row.caption(), CAPTION_LETTERS - 1);
    int room = cell.height() / (BitmapFont.LEADING * spot.size());
    if (caption.size() > room) {
      caption = caption.subList(0, Math.max(room, 1));
    }
    lines(canvas, caption, new Spot(gap, spot.y(), spot.size()));
    for (int c = 0; c < row.pictures().size(); c++) {
      canvas.put(row.pictures().get(c), spot.x() + c * (cell.width() + gap), spot.y());
    }
  }

  private static void lines(Canvas canvas, List<String> lines, Spot spot) {
    for (int i = 0; i < lines.size(); i++) {
      int y = spot.y() + i * BitmapFont.LEADING * spot.size();
      BitmapFont.get().write(canvas, lines.get(i), new Spot(spot.x(), y, spot.size()));
    }
  }
}

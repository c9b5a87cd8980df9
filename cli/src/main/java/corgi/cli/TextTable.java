package corgi.cli;

import java.util.List;

/** Columns of text. */
final class TextTable {
  private TextTable() {}

  /**
   * Returns a line for each row.
   *
   * @param cells of rows of as many columns
   * @param left how many columns stand to the left of theirs; the others, numbers, to the right
   */
  static String of(List<List<String>> cells, int left) {
    StringBuilder text = new StringBuilder();
    for (List<String> line : cells) {
      StringBuilder row = new StringBuilder();
      for (int c = 0; c < line.size(); c++) {
        int column = c;
        int width = cells.stream().mapToInt(other -> other.get(column).length()).max().getAsInt();
        row.append(("%" + (c < left ? "-" : "") + width + "s  ").formatted(line.get(c)));
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}

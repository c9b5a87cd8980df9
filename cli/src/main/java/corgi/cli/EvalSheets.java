package corgi.cli;

import corgi.cli.EvalPlan.Pairs;
import corgi.engine.data.Picture;
import corgi.engine.generation.Drawing;
import corgi.engine.generation.Raster;
import corgi.eval.Accuracy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Contact sheets of an evaluation: a row per question, first the real picture, then one for every
 * γ. A red frame says that the classifier does not see what was asked for.
 */
final class EvalSheets {
  private static final int ROWS = 16;
  private static final int CELL = 128; // pixels a picture is enlarged to, about
  private static final int FRAME = 3;

  private final EvalPlan plan;
  private final PictureWriter writer;

  /**
   * @param silent whether the names of the files are left out, since something else is printed
   */
  EvalSheets(EvalPlan plan, Console console, DrawnFolder folder, boolean silent) {
    this.plan = plan;
    OutputOptions output = new OutputOptions();
    output.target = folder.path().toString();
    output.force = folder.force();
    output.json = silent;
    writer = new PictureWriter(output, console);
  }

  /** Finds out before anything is drawn whether the sheets can be written. */
  void prepare() throws IOException {
    List<String> names = new ArrayList<>();
    for (Pairs pairs : Pairs.values()) {
      for (int from = 0; from < plan.count(); from += ROWS) {
        names.add(name(pairs, from));
      }
    }
    writer.prepare(names);
  }

  private static String name(Pairs pairs, int from) {
    return "%s-%d.png".formatted(pairs.words, from / ROWS + 1);
  }

  /** Writes all of them. */
  void write(List<EvalRow> rows) throws IOException {
    for (Pairs pairs : Pairs.values()) {
      List<EvalRow> columns = rows.stream().filter(row -> row.pairs() == pairs).toList();
      for (int from = 0; from < plan.count(); from += ROWS) {
        int to = Math.min(from + ROWS, plan.count());
        String file =
            writer.write(name(pairs, from), sheet(columns, from, to), recipes(columns, from, to));
        writer.announce(file, "%s pairs, questions %d to %d".formatted(pairs.words, from, to - 1));
      }
    }
  }

  private static Raster sheet(List<EvalRow> columns, int from, int to) {
    List<Sheet.Row> lines = new ArrayList<>();
    for (int i = from; i < to; i++) {
      List<Raster> cells = new ArrayList<>();
      for (EvalRow column : columns) {
        cells.add(cell(column, i));
      }
      lines.add(new Sheet.Row(columns.get(0).answers().questions().get(i).prompt(), cells));
    }
    String title = "%s pairs".formatted(columns.get(0).pairs().words);
    return new Sheet(title, columns.stream().map(EvalRow::source).toList(), lines).render();
  }

  private static Raster cell(EvalRow column, int i) {
    EvalRow.Answers answers = column.answers();
    Picture picture =
        column.real() ? answers.questions().get(i).real() : answers.drawings().get(i).picture();
    Raster raster = Raster.of(picture);
    Raster large = raster.enlarge(Math.max(1, CELL / raster.width()));
    if (!Accuracy.isRight(column.result().evidence().shown().get(i).answer())) {
      frame(large);
    }
    return large;
  }

  private static void frame(Raster raster) {
    int width = raster.width();
    int height = raster.height();
    for (int i = 0; i < width * height; i++) {
      int x = i % width;
      int y = i / width;
      if (Math.min(Math.min(x, width - 1 - x), Math.min(y, height - 1 - y)) < FRAME) {
        raster.rgb()[3 * i] = (byte) 255;
        raster.rgb()[3 * i + 1] = 0;
        raster.rgb()[3 * i + 2] = 0;
      }
    }
  }

  private static String recipes(List<EvalRow> columns, int from, int to) {
    List<String> recipes = new ArrayList<>();
    for (EvalRow column : columns) {
      if (!column.real()) {
        List<Drawing> drawings = column.answers().drawings().subList(from, to);
        drawings.forEach(drawing -> recipes.add(drawing.recipe().toJson()));
      }
    }
    return recipes.toString();
  }
}

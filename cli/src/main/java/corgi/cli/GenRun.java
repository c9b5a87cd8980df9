package corgi.cli;

import corgi.engine.generation.Corgi;
import corgi.engine.generation.Drawing;
import corgi.engine.generation.Generation;
import corgi.engine.generation.Order;
import corgi.engine.generation.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Carries a plan out: draws, writes every picture as soon as it is finished, and reports. */
final class GenRun {
  private final Console console;
  private final OutputOptions options;
  private final PictureWriter writer;
  private final GenReport report = new GenReport();

  GenRun(Console console, OutputOptions options, PictureWriter writer) {
    this.console = console;
    this.options = options;
    this.writer = writer;
  }

  void draw(Corgi corgi, GenPlan plan) throws IOException {
    Order order = corgi.order(plan.requests());
    warn(corgi, plan);
    long steps = (long) plan.names().size() * plan.requests().get(0).steps();
    List<List<Drawing>> drawings = new ArrayList<>(); // by request, then by seed
    try (ProgressLine line = new ProgressLine(console, steps)) {
      for (Generation made : order.draw(progress(line, plan.names()))) {
        drawings.add(made.drawings());
      }
    }
    if (options.grid) {
      SheetPlan sheet = new SheetPlan(plan, drawings);
      String file =
          writer.write(plan.sheetName(), sheet.render(writer::enlarged), sheet.metadata());
      report.add(0, file, sheet.drawings());
      writer.announce(file, sheet.summary());
    }
    if (options.json) {
      console.print(report.toJson());
    }
  }

  private void warn(Corgi corgi, GenPlan plan) {
    Set<String> warnings = new LinkedHashSet<>();
    plan.requests().forEach(request -> warnings.addAll(corgi.warnings(request)));
    Set<String> remarks = new LinkedHashSet<>();
    plan.requests().forEach(request -> remarks.addAll(corgi.remarks(request)));
    remarks.forEach(console::say);
    for (String warning : warnings) {
      console.say("warning: " + warning);
      report.warn(warning);
    }
  }

  private Progress progress(ProgressLine line, List<String> names) {
    return new Progress() {
      @Override
      public void stepped(long done, long total) {
        line.stepped(done);
      }

      @Override
      public void drawn(int index, Drawing drawing) {
        if (!options.grid) {
          line.clear();
          save(index, names.get(index), drawing);
        }
      }

      @Override
      public boolean cancelled() {
        return console.interruption().asked();
      }
    };
  }

  private void save(int index, String name, Drawing drawing) {
    try {
      String file = writer.write(name, writer.enlarged(drawing), drawing.texts());
      report.add(index, file, List.of(drawing));
      writer.announce(file, "seed %d, %.1f s".formatted(drawing.seed(), drawing.seconds()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

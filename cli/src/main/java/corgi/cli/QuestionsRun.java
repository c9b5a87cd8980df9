package corgi.cli;

import corgi.cli.EvalPlan.Pairs;
import corgi.engine.checkpoint.Checkpoint;
import corgi.engine.data.Dataset;
import corgi.engine.data.Portraits;
import corgi.engine.generation.Corgi;
import corgi.engine.generation.Defaults;
import corgi.engine.generation.Drawing;
import corgi.engine.generation.Progress;
import corgi.engine.generation.Request;
import corgi.engine.generation.Words;
import corgi.eval.AttributeClassifier;
import corgi.eval.Question;
import corgi.eval.ReferenceOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Asks a model captions of portraits, of seen and of never-seen pairs, and measures the answers.
 */
final class QuestionsRun {
  private final Console console;
  private final ScoreOptions score;
  private final DrawingOptions options;
  private final EvalPlan plan;

  /**
   * How much is asked.
   *
   * @param count questions of each kind of pairs
   * @param seed of the questions, and of the first picture
   */
  record Extent(int count, long seed) {}

  QuestionsRun(Console console, ScoreOptions score, DrawingOptions options, Extent extent) {
    this.console = console;
    this.score = score;
    this.options = options;
    if (score.reference != null) {
      throw new IllegalArgumentException(
          "--reference %s: the questions are about portraits and compared with such; name a folder"
              .formatted(score.reference));
    }
    Words any = options.steering().words("a cat");
    if (any.prompts().size() > 1 || !any.labels().isEmpty()) {
      throw new IllegalArgumentException(
          "--and and --label: 'eval' asks questions of its own; leave them out");
    }
    List<Request> requests = new ArrayList<>();
    for (double gamma : options.steering().gammas(Defaults.CORGI)) {
      requests.add(options.request("a cat", gamma, Defaults.CORGI, extent.seed()));
    }
    plan = new EvalPlan(requests, extent.count(), extent.seed(), score.references);
  }

  /** Draws, measures and prints. */
  void run(DrawnFolder folder, boolean json) throws IOException {
    EvalSheets sheets = folder.path() == null ? null : new EvalSheets(plan, console, folder, json);
    if (sheets != null) {
      sheets.prepare();
    }
    Path opened = folder.opened();
    List<EvalRow> rows = new ArrayList<>();
    var companions = plan.requests().get(0).steering().companions();
    try (Corgi engine = Corgi.load(options.setup().setup(companions))) {
      int side = side(engine);
      try (ProgressLine line = new ProgressLine(console, plan.steps())) {
        for (Pairs pairs : Pairs.values()) {
          rows.addAll(rows(engine, pairs, side, new Place(opened, folder, line)));
        }
      }
    } finally {
      folder.close(opened);
    }
    EvalReport report = new EvalReport(plan, rows);
    console.print(json ? report.toJson() : report.toText());
    if (sheets != null) {
      sheets.write(rows);
    }
  }

  /** Where pictures go, and who hears of it. */
  private record Place(Path opened, DrawnFolder folder, ProgressLine line) {
    List<Path> files(Pairs pairs, String what, int count) throws IOException {
      List<String> names = IntStream.range(0, count).mapToObj("%06d.png"::formatted).toList();
      return folder.prepare(opened.resolve(pairs.words).resolve(what), names);
    }
  }

  private List<EvalRow> rows(Corgi engine, Pairs pairs, int side, Place place) throws IOException {
    Dataset data = pairs.open(side);
    List<Question> questions = plan.questions(data);
    var reference =
        new ReferenceOptions(Portraits.NAME, pairs.split, plan.references(), plan.seed());
    List<EvalRow> rows = new ArrayList<>();
    try (ScoreRun run = new ScoreRun(console, score.options(reference))) {
      List<Path> real = place.files(pairs, "real", questions.size());
      for (int i = 0; i < real.size(); i++) {
        DrawnFolder.write(real.get(i), questions.get(i));
      }
      rows.add(
          new EvalRow(pairs, null, new EvalRow.Answers(questions, List.of()), run.score(real)));
      for (Request steered : plan.requests()) {
        double gamma = steered.steering().gamma();
        List<Path> files = place.files(pairs, "gamma-" + Numbers.plain(gamma), questions.size());
        List<Drawing> drawings = drawings(engine, steered, questions, place.line());
        for (int i = 0; i < files.size(); i++) {
          DrawnFolder.write(files.get(i), drawings.get(i));
        }
        rows.add(
            new EvalRow(pairs, gamma, new EvalRow.Answers(questions, drawings), run.score(files)));
      }
    }
    return rows;
  }

  private List<Drawing> drawings(
      Corgi engine, Request steered, List<Question> questions, ProgressLine line) {
    List<Request> requests = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      requests.add(plan.request(steered, questions.get(i), i));
    }
    var made = engine.generate(requests, progress(line));
    line.next();
    line.clear();
    return made.stream().map(one -> one.first()).toList();
  }

  private Progress progress(ProgressLine line) {
    return new Progress() {
      @Override
      public void stepped(long done, long total) {
        line.stepped(done);
      }

      @Override
      public boolean cancelled() {
        return console.interruption().asked();
      }
    };
  }

  /** Pixels a side of what the model draws. */
  private int side(Corgi engine) throws IOException {
    String model = engine.setup().model();
    Checkpoint checkpoint =
        engine
            .checkpoint()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "model %s was not trained by Corgi: 'eval' asks about its data set"
                            .formatted(model)));
    int side = engine.size().width(); // trained by Corgi, so square
    String evaluator = score.options().evaluator();
    try (AttributeClassifier judge = AttributeClassifier.find(evaluator)) {
      int read = judge.config().image().resolution();
      if (side % read != 0) {
        throw new IllegalArgumentException(
            "model %s draws %d×%d, but evaluator %s reads %d×%d: train one with --size %d or a divisor"
                .formatted(model, side, side, evaluator, read, read, side));
      }
    }
    if (checkpoint.provenance().data().heldOut().equals("nothing")) {
      console.say(
          "warning: %s was trained without --hold-out: it knows every pair".formatted(model));
    }
    return side;
  }
}

package corgi.cli;

import corgi.cli.EvalPlan.Pairs;
import corgi.engine.data.Dataset;
import corgi.engine.data.Picture;
import corgi.engine.generation.Corgi;
import corgi.engine.generation.Drawing;
import corgi.engine.generation.Generation;
import corgi.engine.generation.Progress;
import corgi.engine.generation.Request;
import corgi.eval.AttributeClassifier;
import corgi.eval.Judge;
import corgi.eval.Measure;
import corgi.eval.Question;
import corgi.eval.Reference;
import corgi.eval.Sample;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Draws and measures what a plan asks for. */
final class EvalRun {
  private final Console console;
  private final EvalPlan plan;
  private final AttributeClassifier classifier;

  EvalRun(Console console, EvalPlan plan, AttributeClassifier classifier) {
    this.console = console;
    this.plan = plan;
    this.classifier = classifier;
  }

  /**
   * Returns a row for real pictures and for every γ, of seen and of never-seen pairs.
   *
   * @param side of the pictures, in pixels
   */
  List<EvalRow> draw(Corgi corgi, int side) {
    Map<Pairs, Dataset> data = new EnumMap<>(Pairs.class);
    Map<Pairs, Reference> references = new EnumMap<>(Pairs.class);
    for (Pairs pairs : Pairs.values()) {
      data.put(pairs, pairs.open(side));
      references.put(
          pairs, Reference.draw(data.get(pairs), classifier, plan.seed(), plan.references()));
    }
    List<EvalRow> rows = new ArrayList<>();
    try (ProgressLine line = new ProgressLine(console, plan.steps())) {
      for (Pairs pairs : Pairs.values()) {
        List<Question> questions = plan.questions(data.get(pairs));
        Judge judge = new Judge(classifier, references.get(pairs), references.get(Pairs.SEEN));
        rows.add(
            row(pairs, null, new EvalRow.Answers(questions, judge.real(questions), List.of())));
        for (Request steered : plan.requests()) {
          List<Drawing> drawings = drawings(corgi, steered, questions, line);
          List<Picture> pictures = drawings.stream().map(Drawing::picture).toList();
          Sample sample = judge.sample(questions, pictures);
          rows.add(
              row(
                  pairs,
                  steered.steering().gamma(),
                  new EvalRow.Answers(questions, sample, drawings)));
        }
      }
    }
    return rows;
  }

  private static EvalRow row(Pairs pairs, Double gamma, EvalRow.Answers answers) {
    return new EvalRow(pairs, gamma, answers, Measure.everything(answers.sample()));
  }

  private List<Drawing> drawings(
      Corgi corgi, Request steered, List<Question> questions, ProgressLine line) {
    List<Request> requests = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      requests.add(plan.request(steered, questions.get(i), i));
    }
    List<Generation> made = corgi.generate(requests, progress(line));
    line.next();
    return made.stream().map(Generation::first).toList();
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
}

package corgi.cli;

import corgi.cli.Failures.ExitCode;
import corgi.engine.data.Dataset;
import corgi.engine.data.Example;
import corgi.engine.tensor.Precision;
import corgi.eval.Accuracy;
import corgi.eval.Answer;
import corgi.eval.AttributeClassifier;
import corgi.eval.AttributeTrainer;
import corgi.eval.Reading;
import corgi.eval.WilsonShare;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code corgi train-evaluator}: trains the classifier that {@code corgi eval} judges by. */
@Command(
    name = "train-evaluator",
    description = {
      "Train a classifier of real pictures, for 'eval --evaluator'.",
      "It has no part in drawing. Ctrl-C ends it without a result."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TrainEvaluatorCommand implements Callable<Integer> {
  private static final int FRESH = 2000; // pictures it is examined on
  private static final int USUAL_SIZE = 32;

  @ParentCommand private CorgiCommand corgi;

  @Parameters(paramLabel = "DATASET", description = "What to learn from, such as portraits.")
  private String dataset;

  @Mixin private DataOptions data;

  @Option(names = "--steps", paramLabel = "N", description = "Make N steps (default: 3000).")
  private long steps = 3000;

  @Option(names = "--batch", paramLabel = "B", description = "Pictures in a step (default: 64).")
  private int batch = 64;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of everything random (default: one that no model is trained with).")
  private long seed = AttributeTrainer.SEED;

  @Option(names = "--precision", description = "fp32 or bf16 (default: bf16).")
  private Precision precision = Precision.BF16;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where to write.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    AttributeTrainer.Options options = new AttributeTrainer.Options(steps, batch, seed, precision);
    AttributeTrainer.checkReplaceable(out);
    DataOptions.Sides sides = data.open(dataset, USUAL_SIZE);
    try (AttributeTrainer trainer = new AttributeTrainer(sides.training(), options);
        TrainProgress progress = new TrainProgress(corgi.console())) {
      if (!trainer.train(progress)) {
        progress.close();
        corgi.console().say("stopped; nothing was written");
        return ExitCode.STOPPED;
      }
      trainer.save(out);
    }
    try (AttributeClassifier classifier = AttributeClassifier.load(out)) {
      corgi.console().print(out + "  " + classifier.name() + ", " + examined(classifier, sides));
    }
    sides.report(corgi.console());
    return ExitCode.DONE;
  }

  /** Accuracy on pictures it was not trained on, in words. */
  private static String examined(AttributeClassifier classifier, DataOptions.Sides sides) {
    Dataset pictures = sides.validation().orElse(sides.training());
    int count = (int) (pictures.endless() ? FRESH : Math.min(FRESH, pictures.size()));
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      examples.add(pictures.example(i));
    }
    List<Reading> readings = classifier.read(examples.stream().map(Example::picture).toList());
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      answers.add(new Answer(examples.get(i).labels(), readings.get(i).labels()));
    }
    String which =
        sides.validation().isPresent() ? "fresh pictures" : "of the pictures it learned from";
    StringBuilder words = new StringBuilder("right on %d %s:".formatted(count, which));
    for (Map.Entry<String, WilsonShare> share : Accuracy.counts(answers).entrySet()) {
      String head = share.getKey().replace("accuracy.", "").replace("accuracy", "all");
      words.append(String.format(Locale.ROOT, " %s %.4f", head, share.getValue().share()));
    }
    return words.toString();
  }
}

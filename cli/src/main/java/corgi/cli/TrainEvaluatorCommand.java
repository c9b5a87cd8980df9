package corgi.cli;

import corgi.cli.Failures.ExitCode;
import corgi.engine.data.Dataset;
import corgi.engine.data.DatasetRequest;
import corgi.engine.data.Datasets;
import corgi.engine.data.Example;
import corgi.engine.data.Split;
import corgi.engine.tensor.Precision;
import corgi.eval.Accuracy;
import corgi.eval.AttributeClassifier;
import corgi.eval.AttributeTrainer;
import corgi.eval.Reading;
import corgi.eval.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
  private static final long FIRST_FRESH = 7_000_000_000L; // index; training draws from 2⁶³

  @ParentCommand private CorgiCommand corgi;

  @Parameters(paramLabel = "DATASET", description = "What to learn from, such as portraits.")
  private String dataset;

  @Option(names = "--size", description = "Pixels a side: 8, 16, 32, 64 … (default: 32).")
  private int size = 32;

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
    Dataset data = Datasets.open(dataset, new DatasetRequest(size, Split.ALL));
    try (AttributeTrainer trainer = new AttributeTrainer(data, options);
        TrainProgress progress = new TrainProgress(corgi.console())) {
      if (!trainer.train(progress)) {
        progress.close();
        corgi.console().say("stopped; nothing was written");
        return ExitCode.STOPPED;
      }
      trainer.save(out);
    }
    try (AttributeClassifier classifier = AttributeClassifier.load(out)) {
      corgi.console().print(out + "  " + classifier.features() + ", " + examined(classifier, data));
    }
    return ExitCode.DONE;
  }

  /** Accuracy on pictures it was not trained on, in words. */
  private static String examined(AttributeClassifier classifier, Dataset data) {
    List<Subject> subjects = new ArrayList<>();
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < FRESH; i++) {
      examples.add(data.example(FIRST_FRESH + i));
    }
    List<Reading> readings = classifier.read(examples.stream().map(Example::picture).toList());
    for (int i = 0; i < FRESH; i++) {
      Example example = examples.get(i);
      subjects.add(new Subject(example.picture(), example.labels(), readings.get(i)));
    }
    String which = data.endless() ? "fresh pictures" : "of the pictures it learned from";
    StringBuilder words = new StringBuilder("right on %d %s:".formatted(FRESH, which));
    for (Map.Entry<String, Double> share : Accuracy.shares(subjects).entrySet()) {
      String head = share.getKey().replace("accuracy.", "").replace("accuracy", "all");
      words.append(String.format(Locale.ROOT, " %s %.4f", head, share.getValue()));
    }
    return words.toString();
  }
}

package corgi.cli;

import corgi.engine.data.Split;
import corgi.eval.Bootstrap;
import corgi.eval.ReferenceOptions;
import corgi.eval.ScoringOptions;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What pictures are measured by. */
final class ScoreOptions {
  @Option(
      names = "--reference",
      paramLabel = "DATASET|DIR",
      description =
          "Real pictures to compare with: a data set such as portraits or folder:DIR, or a folder of"
              + " pictures.")
  String reference;

  @Option(
      names = "--references",
      paramLabel = "N",
      description = "How many of them at most (default: 2048).")
  int references = ReferenceOptions.COUNT;

  @Option(
      names = "--split",
      paramLabel = "all|seen|held_out",
      description = "Which pairs of a reference that holds some out (default: all).")
  Split split = Split.ALL;

  @Option(
      names = "--metrics",
      paramLabel = "NAME,…",
      split = ",",
      description = "Measure these alone; see 'corgi metrics'.")
  private List<String> metrics = List.of();

  @Option(
      names = "--features",
      paramLabel = "FILE.pt|DIR",
      description =
          "Features to compare by: a TorchScript network such as inception-2015-12-05.pt for FID, a"
              + " CLIP folder, or another evaluator (default: those of --evaluator).")
  private Path features;

  @Option(
      names = "--evaluator",
      paramLabel = "DIR|NAME",
      description =
          "The classifier to judge by; 'corgi train-evaluator' makes one (default: "
              + ScoringOptions.EVALUATOR
              + ").")
  String evaluator = "";

  @Option(
      names = "--bootstrap",
      paramLabel = "N",
      description = "Resamples for the 95 %% intervals, 0 for none (default: 200).")
  private int resamples = 200;

  /** Returns what pictures are scored by, against the reference named, if any. */
  ScoringOptions options() {
    return options(
        reference == null ? null : new ReferenceOptions(reference, split, references, 0));
  }

  /** Returns the same against another reference, or null for none. */
  ScoringOptions options(ReferenceOptions against) {
    return new ScoringOptions(evaluator, features, against, metrics, new Bootstrap(resamples, 0));
  }
}

package corgi.cli;

import corgi.engine.checkpoint.AdmFlags;
import corgi.engine.checkpoint.convert.ModelConversion;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What single files of other software do not say about themselves. */
final class ModelHints {
  @Option(
      names = "--prediction-type",
      paramLabel = "TYPE",
      description = "What a single file of Stable Diffusion 2 predicts: epsilon or v_prediction.")
  private String prediction;

  @Option(
      names = "--flags",
      paramLabel = "FLAGS",
      description =
          "The flags of a model of guided-diffusion, as its README gives them, in one argument:"
              + " --flags=\"--image_size 64 --num_channels 192 …\".")
  private String flags;

  @Option(
      names = "--tokenizer",
      paramLabel = "FOLDER",
      description = "CLIP's vocab.json and merges.txt, which a single file does not hold.")
  private Path tokenizer;

  ModelConversion.Hints toHints() {
    return new ModelConversion.Hints(
        prediction, flags == null ? null : AdmFlags.parse(flags), tokenizer);
  }
}

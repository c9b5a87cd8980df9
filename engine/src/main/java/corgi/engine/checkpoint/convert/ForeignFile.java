package corgi.engine.checkpoint.convert;

import static corgi.engine.checkpoint.CheckpointException.quote;

import corgi.engine.checkpoint.AdmFile;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.TensorSource;
import java.io.IOException;

/** Single files of other software, told apart by the names of their tensors. */
final class ForeignFile {
  private static final int SHOWN = 3;

  private ForeignFile() {}

  /**
   * Returns the parts of a file; nothing has been read but names and shapes.
   *
   * @throws CheckpointException if no known architecture has these tensors, or something that the
   *     file does not say must be told
   */
  static ForeignModel read(TensorSource source, ModelConversion.Hints hints) throws IOException {
    if (StableDiffusionFile.isOne(source)) {
      return StableDiffusionFile.read(source, hints.prediction());
    }
    if (AdmFile.isNetwork(source)) {
      if (hints.flags() == null) {
        throw new CheckpointException(
            source.source(),
            "is a model of guided-diffusion, whose file does not hold its flags: give them, or write"
                + " them to the JSON of the same name beside it");
      }
      return AdmConversion.read(source, hints.flags());
    }
    throw new CheckpointException(
        source.source(),
        "holds %d tensors of no known single file, such as %s"
            .formatted(
                source.names().size(),
                source.names().stream()
                    .limit(SHOWN)
                    .map(CheckpointException::quote)
                    .reduce((a, b) -> a + ", " + b)
                    .orElse(quote(""))));
  }

  /** Refuses parts that do not fit the networks they are said to be. */
  static void check(TensorSource source, ForeignModel model) throws CheckpointException {
    for (Component component : model.components()) {
      String problems = Architecture.problems(component.config(), component.tensors()).orElse("");
      if (!problems.isEmpty()) {
        throw new CheckpointException(
            source.source(), "does not fit its %s: %s".formatted(component.className(), problems));
      }
    }
  }
}

package corgi.cli;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a training draws its chances from, and where it writes. */
final class RunOptions {
  @Option(names = "--seed", paramLabel = "S", description = "Of everything random (default: 0).")
  private long seed;

  // Not required in picocli's sense, which would ask 'train' for it before 'train classifier', too.
  @Option(names = "--out", paramLabel = "DIR", description = "Where to write; required.")
  private Path out;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  long seed() {
    return seed;
  }

  /**
   * Returns the folder to write to.
   *
   * @throws ParameterException if none was named
   */
  Path out() {
    if (out == null) {
      throw new ParameterException(command.commandLine(), "Missing required option: '--out=DIR'");
    }
    return out;
  }
}

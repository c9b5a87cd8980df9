package corgi.cli;

import corgi.engine.generation.Corgi;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code corgi}: the root of the commands. */
@Command(
    name = "corgi",
    description = "Draws pictures from words by conditional diffusion, and learns to.",
    mixinStandardHelpOptions = true,
    versionProvider = CorgiCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      GenCommand.class,
      TrainCommand.class,
      VaeCommand.class,
      TrainEvaluatorCommand.class,
      EvalCommand.class,
      SweepCommand.class,
      LeaderboardCommand.class,
      MetricsCommand.class,
      DataCommand.class,
      SamplersCommand.class,
      GuidanceCommand.class,
      ModelsCommand.class,
      HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a fault of Corgi's; the message names a file with the details",
      "2:bad input; the message says what would be right",
      "3:some cells of a sweep failed; the others are there, and the report says why",
      "130:stopped by Ctrl-C"
    })
final class CorgiCommand implements Runnable {
  private final Console console;

  @Spec private CommandSpec spec;

  // Acted upon before the first logger is made: see Main.
  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Log to standard error what happens inside.")
  private boolean verbose;

  CorgiCommand(Console console) {
    this.console = console;
  }

  /** Where commands write. */
  Console console() {
    return console;
  }

  @Override
  public void run() {
    CommandLine line = spec.commandLine();
    throw new ParameterException(
        line, "no command; known: " + String.join(", ", line.getSubcommands().keySet()));
  }

  /** The version for {@code --version}. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "corgi %s, Java %s".formatted(Corgi.version(), System.getProperty("java.version"))
      };
    }
  }
}

package corgi.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code corgi models}: what stored models are, and other forms of them. */
@Command(
    name = "models",
    description = "Inspect stored models, and convert them to folders that Corgi reads.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ModelsInspectCommand.class, ModelsConvertCommand.class})
final class ModelsCommand implements Runnable {
  @ParentCommand private CorgiCommand corgi;
  @Spec private CommandSpec spec;

  /** Where the subcommands write. */
  Console console() {
    return corgi.console();
  }

  @Override
  public void run() {
    CommandLine line = spec.commandLine();
    throw new ParameterException(
        line, "no command; known: " + String.join(", ", line.getSubcommands().keySet()));
  }
}

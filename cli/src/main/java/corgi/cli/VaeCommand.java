package corgi.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code corgi vae}: what a trained autoencoder makes of pictures and of latents. */
@Command(
    name = "vae",
    description = "Look into autoencoders that 'corgi train vae' has trained.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      VaeSampleCommand.class,
      VaeReconstructCommand.class,
      VaeInterpolateCommand.class,
      VaeGridCommand.class,
      VaeHolesCommand.class
    })
final class VaeCommand implements Runnable {
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

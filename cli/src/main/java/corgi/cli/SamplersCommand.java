package corgi.cli;

import corgi.engine.plugin.Plugins;
import corgi.engine.sampling.SamplerPlugin;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code corgi samplers}: the numerical methods there are. */
@Command(
    name = "samplers",
    description = "List the samplers and their settings.",
    mixinStandardHelpOptions = true)
final class SamplersCommand implements Runnable {
  @ParentCommand private CorgiCommand corgi;

  @Override
  public void run() {
    PluginList.print(corgi.console(), Plugins.all(SamplerPlugin.class).values());
  }
}

package corgi.cli;

import corgi.engine.plugin.Plugins;
import corgi.engine.sampling.SamplerPlugin;
import corgi.engine.sampling.diffusers.SchedulerFactory;
import corgi.engine.sampling.diffusers.SchedulerFamily;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code corgi samplers}: the numerical methods there are. */
@Command(
    name = "samplers",
    description = "List the samplers with their papers, orders and settings.",
    mixinStandardHelpOptions = true)
final class SamplersCommand implements Runnable {
  @ParentCommand private CorgiCommand corgi;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public void run() {
    List<SamplerPlugin> samplers = List.copyOf(Plugins.all(SamplerPlugin.class).values());
    List<SchedulerFamily> schedulers = List.copyOf(SchedulerFactory.families().values());
    var text = new SamplersText(samplers, schedulers);
    corgi.console().print(json ? text.toJson() : text.toText());
  }
}

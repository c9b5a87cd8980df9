package corgi.cli;

import corgi.engine.model.GuidancePlugin;
import corgi.engine.model.ModifierPlugin;
import corgi.engine.plugin.Plugins;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code corgi guidance}: the ways of steering there are. */
@Command(
    name = "guidance",
    description = "List the guidance strategies and modifiers, and their settings.",
    mixinStandardHelpOptions = true)
final class GuidanceCommand implements Runnable {
  @ParentCommand private CorgiCommand corgi;

  @Override
  public void run() {
    corgi.console().print("Strategies (--guidance NAME:key=value,…; several add up):");
    PluginList.print(corgi.console(), Plugins.all(GuidancePlugin.class).values());
    corgi.console().print("Modifiers (--modify NAME:key=value,…; the first is innermost):");
    PluginList.print(corgi.console(), Plugins.all(ModifierPlugin.class).values());
  }
}

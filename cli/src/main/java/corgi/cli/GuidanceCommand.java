package corgi.cli;

import corgi.engine.model.GuidancePlugin;
import corgi.engine.model.ModifierPlugin;
import corgi.engine.plugin.Plugins;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code corgi guidance}: the ways of steering there are. */
@Command(
    name = "guidance",
    description = "List the guidance strategies and modifiers, or explain one.",
    mixinStandardHelpOptions = true)
final class GuidanceCommand implements Runnable {
  @ParentCommand private CorgiCommand corgi;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "What to explain: its formula, when to use it, what it costs.")
  private String name;

  @Override
  public void run() {
    Map<String, GuidancePlugin> strategies = Plugins.all(GuidancePlugin.class);
    Map<String, ModifierPlugin> modifiers = Plugins.all(ModifierPlugin.class);
    Console console = corgi.console();
    if (name == null) {
      console.print("Strategies (--guidance NAME:key=value,…; several add up):");
      strategies.values().forEach(plugin -> console.print(GuidanceText.entry(plugin)));
      console.print("Modifiers (--modify NAME:key=value,…; the first is innermost):");
      modifiers.values().forEach(plugin -> console.print(GuidanceText.entry(plugin)));
      console.print("'corgi guidance NAME' explains one.");
    } else if (strategies.containsKey(name)) {
      console.print(GuidanceText.page(strategies.get(name)));
    } else if (modifiers.containsKey(name)) {
      console.print(GuidanceText.page(modifiers.get(name)));
    } else {
      List<String> known = new ArrayList<>(strategies.keySet());
      known.addAll(modifiers.keySet());
      throw new IllegalArgumentException(
          "no strategy or modifier '%s'; known: %s".formatted(name, String.join(", ", known)));
    }
  }
}

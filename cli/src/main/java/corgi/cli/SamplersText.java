package corgi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.plugin.Setting;
import corgi.engine.sampling.Method;
import corgi.engine.sampling.SamplerPlugin;
import corgi.engine.sampling.diffusers.SchedulerFamily;
import java.util.ArrayList;
import java.util.List;

/**
 * The samplers, and which of them a folder of diffusers asks for, as text or JSON.
 *
 * @param samplers by name
 * @param schedulers by class
 */
record SamplersText(List<SamplerPlugin> samplers, List<SchedulerFamily> schedulers) {
  private static final String INDENT = " ".repeat(22);

  String toText() {
    List<String> lines = new ArrayList<>();
    lines.add("Samplers (--sampler NAME:key=value,…):");
    for (SamplerPlugin sampler : samplers) {
      lines.add("  %-19s %s".formatted(sampler.name(), sampler.summary()));
      lines.add(INDENT + sampler.method().paper());
      lines.add(INDENT + cost(sampler.method()));
      for (Setting setting : sampler.settings()) {
        lines.add(INDENT + "  " + PluginList.line(setting));
      }
    }
    lines.add("Schedulers of diffusers folders (_class_name of scheduler_config.json):");
    for (SchedulerFamily scheduler : schedulers) {
      lines.add("  %-32s %s".formatted(scheduler.className(), scheduler.method()));
    }
    return String.join("\n", lines);
  }

  private static String cost(Method method) {
    String order = method.order() == 0 ? "no order" : "order " + method.order();
    int count = method.evaluations();
    return "%s, %d evaluation%s a step".formatted(order, count, count == 1 ? "" : "s");
  }

  String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode list = json.putArray("samplers");
    for (SamplerPlugin sampler : samplers) {
      Method method = sampler.method();
      ObjectNode entry = list.addObject().put("name", sampler.name());
      entry.put("summary", sampler.summary()).put("paper", method.paper());
      entry.put("order", method.order()).put("evaluationsPerStep", method.evaluations());
      ArrayNode settings = entry.putArray("settings");
      for (Setting setting : sampler.settings()) {
        settings
            .addObject()
            .put("name", setting.name())
            .put("meaning", setting.meaning())
            .put("preset", setting.preset())
            .put("least", setting.least())
            .put("most", setting.most());
      }
    }
    ObjectNode classes = json.putObject("schedulers");
    schedulers.forEach(scheduler -> classes.put(scheduler.className(), scheduler.method()));
    return json.toString();
  }
}

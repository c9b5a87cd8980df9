package corgi.eval.sweep;

import corgi.engine.plugin.Spec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A cell's values as arguments of {@code gen}. */
final class GenArguments {
  /** The value of a setting in cells that do not have what it is a setting of. */
  static final String ABSENT = "–";

  private static final Pattern PLUS = Pattern.compile("\\s+\\+\\s+");
  private static final List<String> SPECS =
      List.of(AxisNames.SAMPLER, AxisNames.GUIDANCE, AxisNames.MODIFY);

  private final Map<String, String> values;
  private final Map<String, List<Spec>> specs = new LinkedHashMap<>();
  private final Set<String> absent = new LinkedHashSet<>();

  /**
   * @param values of a cell, by axis
   * @throws IllegalArgumentException if a setting has nothing it could be set of, or is said twice
   */
  GenArguments(Map<String, String> values) {
    this.values = values;
    for (String name : SPECS) {
      String said = values.getOrDefault(name, Axis.DEFAULT);
      if (!said.equals(Axis.DEFAULT)) {
        List<Spec> terms = new ArrayList<>();
        PLUS.splitAsStream(said).map(Spec::parse).forEach(terms::add);
        specs.put(name, terms);
      }
    }
    values.forEach(this::set);
  }

  private void set(String axis, String value) {
    if (!AxisNames.isSetting(axis)) {
      return;
    }
    int dot = axis.indexOf('.');
    String owner = axis.substring(0, dot);
    String key = axis.substring(dot + 1);
    List<Spec> strategies = specs.getOrDefault(AxisNames.GUIDANCE, List.of());
    if (owner.equals(AxisNames.GUIDANCE)) {
      if (strategies.isEmpty()) {
        throw new IllegalArgumentException(
            "--set %s: name the strategy it is a setting of, by --guidance".formatted(key));
      }
      strategies.set(0, with(strategies.get(0), key, value));
      return;
    }
    boolean found = false;
    for (List<Spec> terms : specs.values()) {
      for (int i = 0; i < terms.size(); i++) {
        if (terms.get(i).name().equals(owner)) {
          terms.set(i, with(terms.get(i), key, value));
          found = true;
        }
      }
    }
    if (!found) {
      absent.add(axis);
    }
  }

  private static Spec with(Spec spec, String key, String value) {
    if (spec.values().containsKey(key)) {
      throw new IllegalArgumentException(
          "--set %s.%s: '%s' says it already".formatted(spec.name(), key, spec));
    }
    return spec.orElse(key, Double.parseDouble(value));
  }

  /** Returns the values, with {@value #ABSENT} for settings of what the cell does not have. */
  Map<String, String> values() {
    Map<String, String> applied = new LinkedHashMap<>(values);
    absent.forEach(axis -> applied.put(axis, ABSENT));
    return applied;
  }

  /** Returns the arguments, the prompt first. */
  List<String> list() {
    List<String> arguments = new ArrayList<>();
    String prompt = values.getOrDefault(AxisNames.PROMPT, Axis.DEFAULT);
    if (!prompt.equals(Axis.DEFAULT)) {
      arguments.add(prompt);
    }
    for (String option : AxisNames.OPTIONS) {
      String value = values.getOrDefault(option, Axis.DEFAULT);
      if (option.equals(AxisNames.PROMPT) || value.equals(Axis.DEFAULT)) {
        continue;
      }
      List<String> said =
          specs.containsKey(option)
              ? specs.get(option).stream().map(Spec::toString).toList()
              : List.of(value);
      for (String each : said) {
        arguments.add("--" + option);
        arguments.add(each);
      }
    }
    return arguments;
  }
}

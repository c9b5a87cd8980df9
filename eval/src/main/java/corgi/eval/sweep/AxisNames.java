package corgi.eval.sweep;

import corgi.engine.plugin.NearNames;
import java.util.Comparator;
import java.util.List;

/** What can be varied: the options of {@code gen} that say what a picture is, and settings. */
final class AxisNames {
  /** The axis of prompts, which is an argument of {@code gen} and no option. */
  static final String PROMPT = "prompt";

  static final String GUIDANCE = "guidance";
  static final String MODIFY = "modify";
  static final String SAMPLER = "sampler";

  /** In the order in which they vary, the last one fastest. */
  static final List<String> OPTIONS =
      List.of(
          "model",
          "classifier",
          "weak",
          "precision",
          "device",
          PROMPT,
          "label",
          "negative",
          "clip-skip",
          "init",
          "mask",
          "points",
          "noise",
          "size",
          SAMPLER,
          "scheduler",
          GUIDANCE,
          MODIFY,
          "steps",
          "strength",
          "gamma");

  /** What is asked for, rather than how it is drawn: metrics are taken over all of it. */
  static final List<String> SUBJECTS = List.of(PROMPT, "label", "init", "mask", "points");

  private AxisNames() {}

  /** Whether an axis is a setting such as {@code apg.eta}. */
  static boolean isSetting(String name) {
    return name.indexOf('.') > 0;
  }

  /**
   * @throws IllegalArgumentException if it is neither an option nor a setting
   */
  static void check(String name) {
    if (!isSetting(name) && !OPTIONS.contains(name)) {
      throw new IllegalArgumentException(
          "unknown axis '%s'; known: %s%s"
              .formatted(name, String.join(", ", OPTIONS), NearNames.hint(name, OPTIONS)));
    }
  }

  /** Returns what the user called it. */
  static String said(String name) {
    if (isSetting(name)) {
      return "--set " + name;
    }
    return name.equals(PROMPT) ? PROMPT : "--" + name;
  }

  /** Settings stand behind what they are settings of, before steps and strengths. */
  static Comparator<String> order() {
    return Comparator.comparingInt(
        name -> isSetting(name) ? 2 * OPTIONS.indexOf(MODIFY) + 1 : 2 * OPTIONS.indexOf(name));
  }
}

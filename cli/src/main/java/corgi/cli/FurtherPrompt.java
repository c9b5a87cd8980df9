package corgi.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A prompt beside the first, as {@code --and} takes it.
 *
 * @param text the prompt
 * @param gamma its strength, or null for that of the first
 */
record FurtherPrompt(String text, Double gamma) {
  private static final Pattern WITH_STRENGTH =
      Pattern.compile("(.*)@\\s*([+-]?(?:\\d+\\.?\\d*|\\.\\d+))\\s*", Pattern.DOTALL);

  FurtherPrompt {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("--and: the prompt is empty: leave it out instead");
    }
  }

  /** Reads {@code TEXT} or {@code TEXT@G}; an @ without a number after it belongs to the text. */
  static FurtherPrompt parse(String said) {
    Matcher matcher = WITH_STRENGTH.matcher(said);
    return matcher.matches()
        ? new FurtherPrompt(matcher.group(1).strip(), Double.valueOf(matcher.group(2)))
        : new FurtherPrompt(said.strip(), null);
  }
}

package corgi.cli;

import corgi.engine.training.Saving;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** When a training saves, and what it keeps. */
final class SavingOptions {
  private static final Pattern INTERVAL = Pattern.compile("(\\d{1,15})([smh]?)");
  private static final Map<String, Integer> SECONDS = Map.of("s", 1, "m", 60, "h", 3600);
  private static final String ALL = "all";

  @Option(
      names = "--keep",
      paramLabel = "N",
      description =
          "Keep the N newest checkpoints, or all; a damaged one falls back to the one before it"
              + " (default: 2).")
  private String keep = Integer.toString(Saving.DEFAULT.keep());

  @Option(
      names = "--save-every",
      paramLabel = "T",
      description =
          "Save whenever so many steps are made (500) or so much time was spent on training (90s,"
              + " 5m, 1h); also at the end (default: 2m).")
  private String every;

  /**
   * @throws IllegalArgumentException if one cannot be read
   */
  Saving saving() {
    Saving saving = Saving.DEFAULT.keeping(count());
    if (every == null) {
      return saving;
    }
    Matcher matched = INTERVAL.matcher(every);
    if (!matched.matches()) {
      throw new IllegalArgumentException(
          "--save-every %s: expected steps, such as 500, or a time, such as 90s, 5m or 1h"
              .formatted(every));
    }
    long number = Long.parseLong(matched.group(1));
    String unit = matched.group(2);
    return unit.isEmpty()
        ? saving.everySteps(number)
        : saving.everySeconds((double) number * SECONDS.get(unit));
  }

  private int count() {
    if (keep.equals(ALL)) {
      return Saving.ALL;
    }
    if (!keep.matches("\\d{1,9}")) {
      throw new IllegalArgumentException("--keep %s: expected a number or all".formatted(keep));
    }
    return Integer.parseInt(keep);
  }
}

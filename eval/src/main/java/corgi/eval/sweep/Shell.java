package corgi.eval.sweep;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Arguments as words of a POSIX shell. */
public final class Shell {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

  private Shell() {}

  /** Returns an argument as one word. */
  public static String word(String argument) {
    return PLAIN.matcher(argument).matches()
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }

  /** Returns arguments in one line. */
  public static String line(List<String> arguments) {
    return arguments.stream().map(Shell::word).collect(Collectors.joining(" "));
  }
}

package corgi.cli;

import corgi.eval.sweep.Shell;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A command line as it was typed. */
final class TypedWords {
  private TypedWords() {}

  /** Returns the {@link ScoreOptions} that were typed. */
  static List<String> ofScores(CommandSpec spec) {
    List<String> words = new ArrayList<>();
    for (OptionSpec said : spec.commandLine().getParseResult().matchedOptions()) {
      if (said.userObject() instanceof Field field
          && field.getDeclaringClass() == ScoreOptions.class) {
        words.add(said.longestName());
        words.addAll(said.originalStringValues());
      }
    }
    return words;
  }

  /** Returns all of it for a shell, but for the launcher. */
  static String command(CommandSpec spec) {
    List<String> words = new ArrayList<>(List.of("./corgi"));
    words.addAll(spec.root().commandLine().getParseResult().originalArgs());
    return Shell.line(words);
  }
}

package corgi.cli;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Those words of a command line by which pictures are measured. */
final class ScoreWords {
  private ScoreWords() {}

  /** Returns the {@link ScoreOptions} that were typed. */
  static List<String> of(CommandSpec spec) {
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
}

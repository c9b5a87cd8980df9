package corgi.engine.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of emoji as they stand in an English sentence, with the right article. Unicode's names are
 * mostly good noun phrases; where they are not, or people say something else, {@code words.json}
 * has what to say.
 */
final class EmojiWords {
  private static final Pattern CLOCK = Pattern.compile("(\\w+)(-thirty| o'clock)");
  private static final Pattern KEYCAP = Pattern.compile("keycap: (.+)");
  private static final Pattern FLAG = Pattern.compile("flag: (.+)");
  private static final Pattern GENDER = Pattern.compile("^(?:wo)?man\\b");
  private static final Pattern PLURAL = Pattern.compile(".*[^sui]s"); // not glass, cactus, tennis
  private static final Pattern AFTER_HEAD =
      Pattern.compile(
          " (?:with|without|of|in|on|behind|under|from|over|at|and|showing|pointing|facing|for)\\b");
  private static final Pattern CONSONANT = Pattern.compile("(?:uni|eu|ew|one|uk).*"); // as sounded
  private static final Pattern VOWEL = Pattern.compile("(?:[aeiou]|hour|x-).*");
  private static final Pattern SIGN =
      Pattern.compile(
          ".*\\b(?:sign|symbol|button|arrow|circle|square|diamond|star|mark|loop|badge|asterisk"
              + "|triangle pointed \\w+|room|cross)");

  private final Map<String, String> styles = new LinkedHashMap<>();
  private final Set<String> uncountable = new HashSet<>();
  private final Map<String, List<String>> phrases = new HashMap<>();

  EmojiWords() {
    try (InputStream in = EmojiWords.class.getResourceAsStream("emoji/words.json")) {
      JsonNode words = new ObjectMapper().readTree(in);
      for (var style : words.get("styles").properties()) {
        styles.put(style.getKey(), style.getValue().asText());
      }
      words.get("uncountable").forEach(word -> uncountable.add(word.asText()));
      for (var entry : words.get("phrases").properties()) {
        List<String> ways = new ArrayList<>();
        entry.getValue().forEach(way -> ways.add(way.asText()));
        phrases.put(entry.getKey(), List.copyOf(ways));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("emoji/words.json is no JSON", e);
    }
  }

  /** What each style is called in a caption. */
  Map<String, String> styles() {
    return Collections.unmodifiableMap(styles);
  }

  /** The labels that {@code words.json} has phrases for. */
  Set<String> known() {
    return phrases.keySet();
  }

  /**
   * Returns the ways to say what an emoji shows, the plainest first.
   *
   * @param label of the emoji
   * @param name as Unicode has it
   * @param symbol whether it shows a sign and no thing
   */
  List<String> ways(String label, String name, boolean symbol) {
    List<String> known = phrases.get(label);
    if (known != null) {
      return known;
    }
    Matcher gender = GENDER.matcher(name);
    if (gender.find()) {
      known = phrases.get(EmojiCatalogue.slug(gender.replaceFirst("person")));
      if (known != null) {
        return List.of(known.get(0).replace("person", gender.group()));
      }
    }
    return List.of(phrase(name.replace('’', '\'').replaceAll(" \\(.*\\)|[“”]", ""), symbol));
  }

  private String phrase(String name, boolean symbol) {
    Matcher flag = FLAG.matcher(name);
    Matcher keycap = KEYCAP.matcher(name);
    Matcher clock = CLOCK.matcher(name);
    if (flag.matches()) {
      return "the flag of " + flag.group(1);
    } else if (keycap.matches()) {
      return "a key with " + keycap.group(1);
    } else if (clock.matches()) {
      return "a clock showing " + name;
    } else if (symbol) {
      return withArticle(SIGN.matcher(name).matches() ? name : name + " sign");
    }
    String head = AFTER_HEAD.split(name, 2)[0];
    boolean bare = PLURAL.matcher(head).matches() || uncountable.contains(name);
    return bare ? name : withArticle(name);
  }

  private static String withArticle(String name) {
    String spoken = name.toLowerCase(Locale.ROOT);
    boolean vowel = VOWEL.matcher(spoken).matches() && !CONSONANT.matcher(spoken).matches();
    return (vowel ? "an " : "a ") + name;
  }
}

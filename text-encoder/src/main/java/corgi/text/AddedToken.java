package corgi.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.Set;

/**
 * A token that is looked for in the text as it is, before anything else is done to it.
 *
 * @param content what is looked for
 * @param traits what it does with what is beside it
 */
record AddedToken(String content, Set<Trait> traits) {
  /** What a token does with the text beside it; the names are the keys of the files. */
  enum Trait {
    /** It takes away the white space before it. */
    LSTRIP("lstrip"),
    /** It takes away the white space behind it. */
    RSTRIP("rstrip"),
    /** It is none within a word. */
    SINGLE_WORD("single_word");

    private final String key;

    Trait(String key) {
      this.key = key;
    }
  }

  /** Reads a token: a string, or an object with {@code content}. */
  static AddedToken of(JsonNode json) {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    for (Trait trait : Trait.values()) {
      if (json.path(trait.key).asBoolean(false)) {
        traits.add(trait);
      }
    }
    return new AddedToken(json.isTextual() ? json.asText() : json.path("content").asText(), traits);
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }
}

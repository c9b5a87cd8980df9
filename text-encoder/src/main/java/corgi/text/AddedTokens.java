package corgi.text;

import corgi.text.AddedToken.Trait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds added tokens in a text, the longest first where several begin, as transformers' {@code
 * PreTrainedTokenizer.tokenize} does.
 */
final class AddedTokens {
  private final Map<String, AddedToken> tokens = new LinkedHashMap<>();
  private final Map<String, Integer> ids = new LinkedHashMap<>();
  private final Pattern any;

  /** A part of a text: an added token and its id, or text between them and null. */
  record Part(String text, Integer id) {}

  AddedTokens(Map<AddedToken, Integer> added) {
    added.forEach(
        (token, id) -> {
          tokens.put(token.content(), token);
          ids.put(token.content(), id);
        });
    any =
        Pattern.compile(
            tokens.keySet().stream()
                .filter(token -> !token.isEmpty())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?:", ")")));
  }

  /** Returns the id of an added token, or null. */
  Integer id(String token) {
    return ids.get(token);
  }

  /** Returns the id of a token that was added. */
  int require(String token) {
    return Objects.requireNonNull(ids.get(token), token);
  }

  /** Returns a pattern that finds any of them. */
  Pattern any() {
    return any;
  }

  /** Returns the parts of a text in their order, none of them empty. */
  List<Part> split(String text) {
    List<String> parts = cut(text);
    List<Part> result = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      AddedToken token = tokens.get(parts.get(i));
      if (token != null) {
        settle(parts, i, token);
      }
    }
    for (String part : parts) {
      if (!part.isEmpty()) {
        result.add(new Part(part, ids.get(part)));
      }
    }
    return result;
  }

  private List<String> cut(String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    Matcher found = any.matcher(text);
    while (!tokens.isEmpty() && found.find()) {
      if (found.start() > from) {
        parts.add(text.substring(from, found.start()));
      }
      parts.add(found.group());
      from = found.end();
    }
    if (from < text.length()) {
      parts.add(text.substring(from));
    }
    return parts;
  }

  /** Lets a token act on what is beside it. */
  private static void settle(List<String> parts, int i, AddedToken token) {
    String left = i > 0 ? parts.get(i - 1) : "";
    String right = i + 1 < parts.size() ? parts.get(i + 1) : "";
    if (token.has(Trait.RSTRIP) && !right.isEmpty()) {
      parts.set(i + 1, Spaces.stripLeading(right));
    }
    if (token.has(Trait.LSTRIP) && !left.isEmpty()) {
      parts.set(i - 1, Spaces.stripTrailing(left));
    }
    if (token.has(Trait.SINGLE_WORD) && !left.isEmpty() && !left.endsWith(" ")) {
      parts.set(i - 1, left + token.content());
      parts.set(i, "");
    } else if (token.has(Trait.SINGLE_WORD) && !right.isEmpty() && !right.startsWith(" ")) {
      parts.set(i + 1, token.content() + right);
      parts.set(i, "");
    }
  }
}

package corgi.engine.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which icons are wanted and what they stand on, as it is written after {@code emoji:}, for example
 * {@code styles=noto+twemoji,groups=food-drink,backgrounds=white}.
 *
 * @param styles icon sets; unless they are named, all coloured ones whose licence does not demand
 *     that what is made from them be shared alike
 * @param groups kinds of things; unless they are named, all but signs and flags
 * @param backgrounds colours; all unless they are named
 */
record EmojiSelection(List<String> styles, List<String> groups, List<String> backgrounds) {
  private static final String STYLES = "styles";
  private static final String SHARE_ALIKE = "share-alike";
  private static final String GROUPS = "groups";
  private static final String BACKGROUNDS = "backgrounds";
  private static final List<String> KEYS = List.of(STYLES, SHARE_ALIKE, GROUPS, BACKGROUNDS);
  private static final List<String> SIGNS = List.of("symbols", "flags");

  /**
   * Reads what stands after the colon.
   *
   * @param source null for nothing
   * @throws IllegalArgumentException if it does not say what can be had; the message says what can
   */
  static EmojiSelection parse(String source) {
    Map<String, String> said = source == null ? Map.of() : pairs(source);
    if (said.containsKey(STYLES) && said.containsKey(SHARE_ALIKE)) {
      throw refused(source, "styles are named already; leave out share-alike");
    }
    return new EmojiSelection(
        chosen(said, STYLES, IconSets.all().keySet(), usualStyles(shareAlike(said))),
        chosen(said, GROUPS, EmojiCatalogue.shared().groups(), usualGroups()),
        chosen(
            said,
            BACKGROUNDS,
            Backgrounds.all().keySet(),
            List.copyOf(Backgrounds.all().keySet())));
  }

  private static Map<String, String> pairs(String source) {
    Map<String, String> said = new LinkedHashMap<>();
    for (String pair : source.split(",", -1)) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      if (equals < 0 || !KEYS.contains(key)) {
        throw refused(source, "'%s' is not KEY=VALUE; keys: %s".formatted(pair, joined(KEYS)));
      }
      if (said.put(key, pair.substring(equals + 1)) != null) {
        throw refused(source, key + " is there twice");
      }
    }
    return said;
  }

  private static boolean shareAlike(Map<String, String> said) {
    String value = said.getOrDefault(SHARE_ALIKE, "false");
    return chosen(said, SHARE_ALIKE, List.of("true", "false"), List.of(value))
        .equals(List.of("true"));
  }

  private static List<String> usualStyles(boolean shareAlike) {
    return IconSets.all().values().stream()
        .filter(set -> set.coloured() && (shareAlike || !set.shareAlike()))
        .map(IconSetInfo::name)
        .toList();
  }

  private static List<String> usualGroups() {
    return EmojiCatalogue.shared().groups().stream().filter(g -> !SIGNS.contains(g)).toList();
  }

  /** The values that are named, in the usual order. */
  private static List<String> chosen(
      Map<String, String> said, String key, Collection<String> known, List<String> usual) {
    if (!said.containsKey(key)) {
      return usual;
    }
    List<String> named = Arrays.asList(said.get(key).split("\\+", -1));
    for (String value : named) {
      if (!known.contains(value)) {
        throw refused(
            key + "=" + said.get(key),
            "no %s '%s'; known: %s".formatted(key, value, joined(known)));
      }
    }
    List<String> chosen = new ArrayList<>(known);
    chosen.retainAll(named);
    return List.copyOf(chosen);
  }

  private static String joined(Collection<String> words) {
    return String.join(", ", words);
  }

  private static IllegalArgumentException refused(String what, String why) {
    return new IllegalArgumentException("data set emoji:%s: %s".formatted(what, why));
  }

  @Override
  public String toString() {
    return "styles=%s,groups=%s,backgrounds=%s"
        .formatted(
            String.join("+", styles), String.join("+", groups), String.join("+", backgrounds));
  }
}

package corgi.engine.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * All emoji by name, in the order of Unicode's charts, as the package jemoji has them. Emoji with a
 * skin tone are not among them, nor are the families spelled out person by person.
 */
final class EmojiCatalogue {
  private static final String RESOURCE = "/jemoji/emojis.json";
  private static final Pattern NUMBER = Pattern.compile("-\\d+$");
  private static final Pattern FACE = Pattern.compile("-?face\\b");
  private static final Pattern ALIAS = Pattern.compile("[a-z].{2,}"); // not :D or :+1:
  private static final Pattern MARKS = Pattern.compile("\\p{M}|['’\"“”]");
  private static final Pattern BETWEEN = Pattern.compile("[^a-z0-9]+");

  private static EmojiCatalogue shared;

  private final EmojiWords words = new EmojiWords();
  private final List<EmojiName> names = new ArrayList<>();
  private final Set<String> groups = new LinkedHashSet<>();

  /** By what icon sets may call them; a name goes before a country's and that before an alias. */
  private final List<Map<String, EmojiName>> called =
      List.of(new HashMap<>(), new HashMap<>(), new HashMap<>());

  private EmojiCatalogue() {
    try (InputStream in = EmojiCatalogue.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("data set emoji: the class path lacks " + RESOURCE);
      }
      try (MappingIterator<JsonNode> nodes =
          new ObjectMapper().readerFor(JsonNode.class).readValues(in)) {
        while (nodes.hasNext()) {
          add(nodes.next());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " cannot be read", e);
    }
  }

  /** Returns the catalogue, which is read at the first call. */
  static synchronized EmojiCatalogue shared() {
    if (shared == null) {
      shared = new EmojiCatalogue();
    }
    return shared;
  }

  private void add(JsonNode node) {
    String emoji = node.get("emoji").asText();
    String name = node.get("description").asText();
    boolean spelledOut = node.get("subgroup").asText().equals("family") && name.contains(":");
    boolean full = node.get("qualification").asText().equals("fully-qualified");
    if (!full || spelledOut || EmojiFigure.hasSkin(emoji)) {
      return;
    }
    String label = slug(name);
    String group = slug(node.get("group").asText());
    EmojiName entry =
        new EmojiName(
            label,
            group,
            words.ways(label, name, group.equals("symbols")),
            EmojiFigure.of(emoji),
            EmojiFigure.isNeutral(emoji),
            names.size());
    names.add(entry);
    groups.add(group);
    called.get(0).putIfAbsent(key(label), entry);
    if (label.startsWith("flag-")) {
      called.get(1).putIfAbsent(key(label.substring(5)), entry);
      called.get(1).putIfAbsent(key("flag-for-" + label.substring(5)), entry);
    }
    for (String source : List.of("discordAliases", "githubAliases", "slackAliases")) {
      node.path(source).forEach(alias -> addAlias(key(alias.asText()), entry));
    }
  }

  private void addAlias(String alias, EmojiName entry) {
    if (ALIAS.matcher(alias).matches()) {
      called.get(2).putIfAbsent(alias, entry);
    }
  }

  /** Returns words in lower case, joined by hyphens, without accents and apostrophes. */
  static String slug(String words) {
    String spoken = words.toLowerCase(Locale.ROOT).replace("#", "hash").replace("*", "asterisk");
    String plain = Normalizer.normalize(spoken, Normalizer.Form.NFD);
    String joined = BETWEEN.matcher(MARKS.matcher(plain).replaceAll("")).replaceAll("-");
    return joined.replaceAll("^-|-$", "");
  }

  /** As some sets write it: in one word. */
  private static String key(String name) {
    return slug(name).replace("-", "");
  }

  /** How things are said. */
  EmojiWords words() {
    return words;
  }

  /** All emoji in order. */
  List<EmojiName> names() {
    return Collections.unmodifiableList(names);
  }

  /** The groups in order. */
  List<String> groups() {
    return List.copyOf(groups);
  }

  /**
   * Returns the emoji that an icon shows. Sets write names in one word ({@code alarmclock}), number
   * several drawings of one ({@code fox-1}), call heads faces ({@code wolf-face}) or use the short
   * names of chat programs ({@code poo}).
   *
   * @param icon lower-case words joined by hyphens, as Iconify names icons
   */
  Optional<EmojiName> find(String icon) {
    String unnumbered = NUMBER.matcher(icon).replaceAll("");
    for (String name : List.of(icon, unnumbered, FACE.matcher(unnumbered).replaceAll(""))) {
      for (Map<String, EmojiName> names : called) {
        EmojiName found = names.get(name.replace("-", ""));
        if (found != null) {
          return Optional.of(found);
        }
      }
    }
    return Optional.empty();
  }
}

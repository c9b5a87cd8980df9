package corgi.engine.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Reads an icon set in Iconify's JSON: {@code info}, then {@code icons} by name, each with the
 * inside of an SVG element as its {@code body}, then the width and height of those that do not give
 * their own. A set may be 100 MB, so it is never in memory as a whole.
 */
final class IconSetReader {
  private static final JsonFactory JSON = new ObjectMapper().getFactory();
  private static final int USUAL = 16; // width and height where a set is silent, as Iconify says

  /** Takes the icons of a set one by one. */
  interface Sink {
    /** Whether an icon of that name is wanted; else it is skipped, which is faster. */
    boolean wants(String name);

    /**
     * Takes an icon.
     *
     * @param width of its view box, 0 for the set's
     * @param height of its view box, 0 for the set's
     */
    void icon(String name, String body, double width, double height);

    /** Takes the view box of all icons that came without their own. */
    void usual(double width, double height);
  }

  private IconSetReader() {}

  /** Returns what a set says of itself, from the start of its file. */
  static IconSetInfo info(String set) {
    try (InputStream in = IconSets.open(set);
        JsonParser json = JSON.createParser(in)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        if (field.equals("info")) {
          return info(set, json.readValueAsTree());
        }
        json.skipChildren();
      }
      throw new IllegalStateException("icon set " + set + ": has no info");
    } catch (IOException e) {
      throw new UncheckedIOException("icon set " + set + ": cannot be read", e);
    }
  }

  private static IconSetInfo info(String set, JsonNode info) {
    return new IconSetInfo(
        set,
        text(set, info, "/name"),
        text(set, info, "/author/name"),
        text(set, info, "/author/url"),
        text(set, info, "/license/spdx"),
        text(set, info, "/license/url"),
        info.path("palette").asBoolean());
  }

  private static String text(String set, JsonNode info, String pointer) {
    String text = info.at(pointer).asText();
    if (text.isBlank()) {
      throw new IllegalStateException("icon set %s: its info lacks %s".formatted(set, pointer));
    }
    return text;
  }

  /** Reads all icons but those that the set itself hides, because newer ones replaced them. */
  static void read(String set, Sink sink) {
    try (InputStream in = IconSets.open(set);
        JsonParser json = JSON.createParser(in)) {
      double width = USUAL;
      double height = USUAL;
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "icons" -> icons(json, sink);
          case "width" -> width = json.getDoubleValue();
          case "height" -> height = json.getDoubleValue();
          default -> json.skipChildren();
        }
      }
      sink.usual(width, height);
    } catch (IOException e) {
      throw new UncheckedIOException("icon set " + set + ": cannot be read", e);
    }
  }

  private static void icons(JsonParser json, Sink sink) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (!sink.wants(name)) {
        json.skipChildren();
        continue;
      }
      JsonNode icon = json.readValueAsTree();
      if (icon.hasNonNull("body") && !icon.path("hidden").asBoolean()) {
        sink.icon(
            name,
            icon.get("body").asText(),
            icon.path("width").asDouble(),
            icon.path("height").asDouble());
      }
    }
  }
}

package corgi.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.data.Dataset;
import corgi.engine.data.Dataset.Original;
import corgi.engine.data.Survey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A data set as text or JSON.
 *
 * @param whole both sides of the split
 * @param sides the two of them
 * @param survey of the whole
 * @param copies of pictures; empty where those are composed
 */
record DataText(
    Dataset whole, DataOptions.Sides sides, Survey survey, Optional<CopiesText> copies) {
  private static final int SHOWN = 40; // values of a label head
  private static final int LISTED = 10; // files that cannot be read

  String toText() {
    List<String> lines = new ArrayList<>();
    lines.add(counts());
    lines.add(
        "  shown as %1$d×%1$d, %2$s"
            .formatted(whole.resolution(), channels(sides.training().channels())));
    survey.sizes().ifPresent(sizes -> lines.add(sizes(sizes)));
    survey.classes().forEach((head, values) -> lines.add(values(head, values)));
    if (!whole.pointNames().isEmpty()) {
      lines.add("  points: " + String.join(", ", whole.pointNames()));
    }
    lines.add(number("  cannot be read: %,d of the %,d pictures looked at", unread(), looked()));
    survey.unreadable().stream().limit(LISTED).forEach(line -> lines.add("    " + line));
    if (unread() > LISTED) {
      lines.add("    and %d more".formatted(unread() - LISTED));
    }
    copies.ifPresent(found -> lines.addAll(found.lines()));
    lines.add("  hash of the training side: " + sides.training().hash());
    lines.add("  licences:");
    whole.licences().strip().lines().forEach(line -> lines.add(("    " + line).stripTrailing()));
    return String.join("\n", lines);
  }

  private int unread() {
    return survey.unreadable().size();
  }

  /** Pictures that were looked at, and those that were not there to be. */
  private long looked() {
    long there = survey.found().values().stream().mapToLong(Long::longValue).sum();
    return Math.max(survey.examined(), there + unread());
  }

  private String counts() {
    if (whole.endless()) {
      return number(
              "%s: %,d different pictures, and no end of variations", whole.name(), whole.size())
          + (sides.setAside() ? "; some are kept for validation" : "");
    }
    return number(
        "%s: %,d pictures, %,d to learn from and %,d for validation",
        whole.name(), whole.size(), sides.learned(), validation());
  }

  private long validation() {
    return sides.validation().map(Dataset::size).orElse(0L);
  }

  private String sizes(Survey.Sizes sizes) {
    String found =
        survey.found().entrySet().stream()
            .map(e -> number("%,d with %s", e.getValue(), channels(e.getKey())))
            .collect(Collectors.joining(", "));
    return "  found as %s to %s, median %s: %s"
        .formatted(size(sizes.smallest()), size(sizes.largest()), size(sizes.median()), found);
  }

  private String values(String head, Map<String, Long> values) {
    String shown =
        values.entrySet().stream()
            .limit(SHOWN)
            .map(e -> number("%s %,d", e.getKey(), e.getValue()))
            .collect(Collectors.joining(", "));
    String more = values.size() > SHOWN ? " and %d more".formatted(values.size() - SHOWN) : "";
    String of = whole.endless() ? number(" of the first %,d", survey.counted()) : "";
    return "  %s (%d)%s: %s%s".formatted(head, values.size(), of, shown, more);
  }

  private static String size(Original size) {
    return size.width() + "×" + size.height();
  }

  private static String channels(int count) {
    return count == 1 ? "1 channel" : count + " channels";
  }

  private static String number(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", whole.name()).put("endless", whole.endless()).put("size", whole.size());
    if (!whole.endless()) {
      json.put("training", sides.learned()).put("validation", validation());
    }
    json.put("resolution", whole.resolution()).put("channels", sides.training().channels());
    json.put("counted", survey.counted());
    ObjectNode labels = json.putObject("labels");
    survey
        .classes()
        .forEach(
            (head, values) -> {
              ObjectNode counts = labels.putObject(head);
              values.forEach(counts::put);
            });
    whole.pointNames().forEach(json.putArray("points")::add);
    json.put("examined", survey.examined());
    ObjectNode found = json.putObject("found");
    survey.found().forEach((channels, count) -> found.put(Integer.toString(channels), count));
    survey
        .sizes()
        .ifPresent(
            sizes -> {
              ObjectNode node = json.putObject("sizes");
              node.put("smallest", size(sizes.smallest())).put("median", size(sizes.median()));
              node.put("largest", size(sizes.largest()));
            });
    survey.unreadable().forEach(json.putArray("unreadable")::add);
    copies.ifPresent(several -> several.addTo(json.putObject("copies")));
    json.put("hash", sides.training().hash()).put("licences", whole.licences());
    return json.toString();
  }
}

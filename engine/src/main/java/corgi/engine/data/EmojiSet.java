package corgi.engine.data;

import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/**
 * The icons of a set that show something the catalogue knows: one for each figure, neutral in
 * gender if the set has it so.
 */
final class EmojiSet implements IconSetReader.Sink {
  /** The better icon of a figure comes first. */
  private static final Comparator<EmojiName> BETTER =
      Comparator.comparing((EmojiName name) -> !name.neutral()).thenComparing(EmojiName::order);

  /** Icons whose names mean something else in their set. */
  private static final Map<String, String> MEANT =
      Map.of(
          "streamline-emojis/turkey", "flag-for-turkiye",
          "fxemoji/couple", "couple-with-heart");

  private static final Map<String, SoftReference<List<EmojiIcon>>> READ = new ConcurrentHashMap<>();

  private final IconSetInfo info;
  private final Map<String, EmojiIcon> byFigure = new TreeMap<>();
  private double usualWidth;
  private double usualHeight;

  private EmojiSet(IconSetInfo info) {
    this.info = info;
  }

  /** Returns the icons of a set in the order of the catalogue; they are kept while memory lasts. */
  static List<EmojiIcon> icons(IconSetInfo info) {
    SoftReference<List<EmojiIcon>> kept = READ.get(info.name());
    List<EmojiIcon> icons = kept == null ? null : kept.get();
    if (icons == null) {
      icons = new EmojiSet(info).read();
      READ.put(info.name(), new SoftReference<>(icons));
    }
    return icons;
  }

  private List<EmojiIcon> read() {
    IconSetReader.read(info.name(), this);
    return byFigure.values().stream()
        .sorted(Comparator.comparing(icon -> icon.name().order()))
        .map(this::withBox)
        .toList();
  }

  private EmojiIcon withBox(EmojiIcon icon) {
    return new EmojiIcon(
        icon.set(),
        icon.name(),
        icon.width() > 0 ? icon.width() : usualWidth,
        icon.height() > 0 ? icon.height() : usualHeight,
        icon.body(),
        icon.check());
  }

  private Optional<EmojiName> find(String icon) {
    return EmojiCatalogue.shared().find(MEANT.getOrDefault(info.name() + "/" + icon, icon));
  }

  /** Whether an icon shows something known, and better than the one that is there. */
  @Override
  public boolean wants(String name) {
    Optional<EmojiName> found = find(name);
    if (found.isEmpty()) {
      return false;
    }
    EmojiIcon there = byFigure.get(found.get().figure());
    return there == null || BETTER.compare(found.get(), there.name()) < 0;
  }

  @Override
  public void icon(String icon, String body, double width, double height) {
    EmojiName name = find(icon).orElseThrow();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    CRC32 check = new CRC32();
    check.update(bytes);
    Packed packed = new Packed(bytes);
    byFigure.put(name.figure(), new EmojiIcon(info, name, width, height, packed, check.getValue()));
  }

  @Override
  public void usual(double width, double height) {
    usualWidth = width;
    usualHeight = height;
  }
}

package corgi.cli;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names for files after what they show: {@code a-cat-wearing-sunglasses-7.png}. */
final class FileNames {
  private static final int LONGEST = 50;

  private final Set<String> taken = new HashSet<>();

  /** Returns a name that this has not returned before. */
  String next(String prompt, long seed) {
    String stem = slug(prompt) + "-" + seed;
    String name = stem + ".png";
    for (int i = 2; !taken.add(name); i++) {
      name = "%s-%d.png".formatted(stem, i);
    }
    return name;
  }

  /** Returns the letters and digits of {@code prompt}, joined by hyphens. */
  static String slug(String prompt) {
    String slug =
        Normalizer.normalize(prompt, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}]+", "-");
    int letters = Math.min(slug.codePointCount(0, slug.length()), LONGEST);
    slug = slug.substring(0, slug.offsetByCodePoints(0, letters)).replaceAll("^-|-$", "");
    return slug.isEmpty() ? "picture" : slug;
  }
}

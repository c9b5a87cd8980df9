package corgi.text;

import java.util.ArrayList;
import java.util.List;

/** White space as Python's {@code str} has it, which is that of Unicode and four separators. */
final class Spaces {
  private Spaces() {}

  /** Whether a character is white space. */
  static boolean isSpace(int code) {
    return Character.isWhitespace(code) || Character.isSpaceChar(code) || code == 0x85;
  }

  /** Returns the text without white space at its beginning. */
  static String stripLeading(String text) {
    int from = 0;
    while (from < text.length() && isSpace(text.charAt(from))) { // none needs a surrogate pair
      from++;
    }
    return text.substring(from);
  }

  /** Returns the text without white space at its end. */
  static String stripTrailing(String text) {
    int to = text.length();
    while (to > 0 && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(0, to);
  }

  /** Returns what stands between white space. */
  static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean space = i == text.length() || isSpace(text.charAt(i));
      if (space && start >= 0) {
        words.add(text.substring(start, i));
        start = -1;
      } else if (!space && start < 0) {
        start = i;
      }
    }
    return words;
  }
}

package corgi.text;

import java.util.Locale;

/**
 * Lower case as Unicode and Python have it: each letter by itself, but for a sigma that ends a word
 * (The Unicode Standard, section 3.13, Final_Sigma). Java looks for the end of a word elsewhere.
 */
final class LowerCase {
  private static final int SIGMA = 'Σ';

  /** Characters within words, such as the apostrophe: MidLetter, MidNumLet, Single_Quote. */
  private static final String WITHIN =
      "'.:\u00b7\u0387\u055f\u05f4\u2018\u2019\u2024\u2027"
          + "\ufe13\ufe52\ufe55\uff07\uff0e\uff1a";

  private LowerCase() {}

  /** Returns a text in lower case. */
  static String of(String text) {
    StringBuilder lower = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int code = text.codePointAt(i);
      int next = i + Character.charCount(code);
      if (code == SIGMA && casedBefore(text, i) && !casedFrom(text, next)) {
        lower.append('ς');
      } else {
        lower.append(letter(code));
      }
      i = next;
    }
    return lower.toString();
  }

  /** Returns one character in lower case, which may be two. */
  static String letter(int code) {
    return Character.toString(code).toLowerCase(Locale.ROOT);
  }

  private static boolean casedBefore(String text, int end) {
    int i = end;
    while (i > 0 && isIgnorable(text.codePointBefore(i))) {
      i -= Character.charCount(text.codePointBefore(i));
    }
    return i > 0 && isCased(text.codePointBefore(i));
  }

  private static boolean casedFrom(String text, int start) {
    int i = start;
    while (i < text.length() && isIgnorable(text.codePointAt(i))) {
      i += Character.charCount(text.codePointAt(i));
    }
    return i < text.length() && isCased(text.codePointAt(i));
  }

  private static boolean isCased(int code) {
    return Character.isUpperCase(code)
        || Character.isLowerCase(code)
        || Character.isTitleCase(code);
  }

  private static boolean isIgnorable(int code) {
    return WITHIN.indexOf(code) >= 0
        || switch (Character.getType(code)) {
          case Character.NON_SPACING_MARK,
              Character.ENCLOSING_MARK,
              Character.FORMAT,
              Character.MODIFIER_LETTER,
              Character.MODIFIER_SYMBOL ->
              true;
          default -> false;
        };
  }
}

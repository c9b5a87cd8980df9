package corgi.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Cuts a text into the words that WordPiece is given: cleaned, split at white space, punctuation
 * and ideographs. Devlin et al. 2019, 1810.04805, published code; {@code BasicTokenizer} in
 * transformers.
 *
 * @param options what is done to a word
 * @param whole words that stay as they are
 */
record BasicWords(Set<Option> options, Set<String> whole) {
  /** What can be done to a word. */
  enum Option {
    /** Lower case. */
    LOWER_CASE,
    /** No combining marks, such as accents. */
    STRIP_ACCENTS,
    /** Each ideograph is a word. */
    IDEOGRAPHS
  }

  /** Returns the words of a text. */
  List<String> of(String text) {
    List<String> words = new ArrayList<>();
    String clean = Normalizer.normalize(clean(text), Normalizer.Form.NFC);
    for (String word : Spaces.split(clean)) {
      if (whole.contains(word)) {
        words.add(word);
      } else {
        words.addAll(Spaces.split(punctuated(changed(word))));
      }
    }
    return words;
  }

  private String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .filter(code -> code != 0xFFFD && !isControl(code))
        .forEach(
            code -> {
              if (Character.getType(code) == Character.SPACE_SEPARATOR || code < ' ') {
                clean.append(' ');
              } else if (options.contains(Option.IDEOGRAPHS) && isIdeograph(code)) {
                clean.append(' ').appendCodePoint(code).append(' ');
              } else {
                clean.appendCodePoint(code);
              }
            });
    return clean.toString();
  }

  private String changed(String word) {
    String lower = options.contains(Option.LOWER_CASE) ? LowerCase.of(word) : word;
    if (!options.contains(Option.STRIP_ACCENTS)) {
      return lower;
    }
    StringBuilder plain = new StringBuilder();
    Normalizer.normalize(lower, Normalizer.Form.NFD)
        .codePoints()
        .filter(code -> Character.getType(code) != Character.NON_SPACING_MARK)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static String punctuated(String word) {
    StringBuilder spaced = new StringBuilder();
    word.codePoints()
        .forEach(
            code -> {
              if (isPunctuation(code)) {
                spaced.append(' ').appendCodePoint(code).append(' ');
              } else {
                spaced.appendCodePoint(code);
              }
            });
    return spaced.toString();
  }

  /**
   * Whether a character controls others. Those that this version of Java does not know are none:
   * most are pictures that it is too old for.
   */
  private static boolean isControl(int code) {
    if (code == '\t' || code == '\n' || code == '\r') {
      return false;
    }
    return switch (Character.getType(code)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE -> true;
      default -> false;
    };
  }

  private static boolean isPunctuation(int code) {
    boolean ascii = code > ' ' && code < 0x7f && !Character.isLetterOrDigit(code);
    return ascii
        || switch (Character.getType(code)) {
          case Character.CONNECTOR_PUNCTUATION,
              Character.DASH_PUNCTUATION,
              Character.START_PUNCTUATION,
              Character.END_PUNCTUATION,
              Character.INITIAL_QUOTE_PUNCTUATION,
              Character.FINAL_QUOTE_PUNCTUATION,
              Character.OTHER_PUNCTUATION ->
              true;
          default -> false;
        };
  }

  /** The blocks of the published code; kana and hangul are written with spaces or as words. */
  private static boolean isIdeograph(int code) {
    return within(code, 0x4E00, 0x9FFF)
        || within(code, 0x3400, 0x4DBF)
        || within(code, 0x20000, 0x2A6DF)
        || within(code, 0x2A700, 0x2CEAF)
        || within(code, 0xF900, 0xFAFF)
        || within(code, 0x2F800, 0x2FA1F);
  }

  private static boolean within(int code, int first, int last) {
    return code >= first && code <= last;
  }
}

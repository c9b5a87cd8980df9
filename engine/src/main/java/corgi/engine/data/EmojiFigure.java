package corgi.engine.data;

import java.util.regex.Pattern;

/**
 * Which emoji are the same figure drawn with another skin or as another gender. Unicode writes
 * those as sequences (UTS #51, sections 2.3.1 and 2.4): a modifier for the skin, a sign after a
 * joiner for the gender, or a man, woman, boy or girl in place of a person or child. A woman or a
 * man alone is no sequence, and a figure of its own.
 */
final class EmojiFigure {
  private static final String JOINER = "\u200D";
  private static final String HINT = "\uFE0F"; // "as emoji, not as text", left out by some
  private static final Pattern SKIN = Pattern.compile("[\\x{1F3FB}-\\x{1F3FF}]");
  private static final Pattern GENDER = Pattern.compile(JOINER + "[\u2640\u2642]");
  private static final Pattern ADULT = Pattern.compile("[\\x{1F468}\\x{1F469}]");
  private static final Pattern CHILD = Pattern.compile("[\\x{1F466}\\x{1F467}]");
  private static final String PERSON = Character.toString(0x1F9D1);
  private static final String ANY_CHILD = Character.toString(0x1F9D2);

  private EmojiFigure() {}

  /** Whether an emoji says a skin tone; the tones alone do, too. */
  static boolean hasSkin(String emoji) {
    return SKIN.matcher(emoji).find();
  }

  /** Whether an emoji says no gender, or is a figure of its own. */
  static boolean isNeutral(String emoji) {
    return of(emoji).equals(emoji.replace(HINT, ""));
  }

  /** Returns the sequence that neither says a skin tone nor a gender. */
  static String of(String emoji) {
    String plain = SKIN.matcher(emoji.replace(HINT, "")).replaceAll("");
    plain = GENDER.matcher(plain).replaceAll("");
    if (!plain.contains(JOINER)) {
      return plain;
    }
    return CHILD.matcher(ADULT.matcher(plain).replaceAll(PERSON)).replaceAll(ANY_CHILD);
  }
}

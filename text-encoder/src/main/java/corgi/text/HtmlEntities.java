package corgi.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Character references of HTML as the characters they stand for: those that end in a semicolon, and
 * names in capitals whose lower case is one (ftfy 6.3.1, {@code unescape_html}; HTML Living
 * Standard, section 13.5).
 */
final class HtmlEntities {
  private static final Pattern REFERENCE = Pattern.compile("&(#?[0-9A-Za-z]{1,24});");
  private static final Pattern DECIMAL = Pattern.compile("#[0-9]+");
  private static final Pattern HEXADECIMAL = Pattern.compile("#[xX][0-9a-fA-F]+");

  /** Names in capitals that need no semicolon: what they begin is another reference already. */
  private static final List<String> OPEN =
      List.of("AMP", "COPY", "ETH", "GT", "LT", "QUOT", "REG", "THORN");

  private static final String TABLE = "html-entities.txt";
  private static final Map<String, String> NAMED = read();

  private HtmlEntities() {}

  private static Map<String, String> read() {
    Map<String, String> named = new HashMap<>();
    try (InputStream in = HtmlEntities.class.getResourceAsStream(TABLE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> add(named, line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> all = new HashMap<>(named);
    named.forEach((name, text) -> addCapitals(all, name, text));
    return all;
  }

  private static void add(Map<String, String> named, String line) {
    List<String> parts = List.of(line.split(" "));
    StringBuilder text = new StringBuilder();
    parts.subList(1, parts.size()).forEach(hex -> text.appendCodePoint(Integer.parseInt(hex, 16)));
    named.put(parts.get(0), text.toString());
  }

  private static void addCapitals(Map<String, String> all, String name, String text) {
    String capitals = name.toUpperCase(Locale.ROOT);
    if (name.equals(name.toLowerCase(Locale.ROOT))
        && OPEN.stream().noneMatch(capitals::startsWith)) {
      all.putIfAbsent(capitals, text.toUpperCase(Locale.ROOT));
    }
  }

  /** Returns the text with every reference replaced that is known. */
  static String unescape(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(character(match.group(1), match.group())));
  }

  private static String character(String name, String whole) {
    if (NAMED.containsKey(name)) {
      return NAMED.get(name);
    }
    if (DECIMAL.matcher(name).matches()) {
      return number(name.substring(1), 10, whole);
    }
    return HEXADECIMAL.matcher(name).matches() ? number(name.substring(2), 16, whole) : whole;
  }

  private static String number(String digits, int radix, String whole) {
    long number = digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits, radix);
    if (number == ';') {
      return whole; // the reference takes the semicolon for one that was left over
    }
    if (number == 0 || number > Character.MAX_CODE_POINT || isSurrogate(number)) {
      return "\ufffd";
    }
    int code = (int) number;
    if (code >= 0x80 && code <= 0x9f) {
      return windows(code);
    }
    return isNone(code) ? "" : Character.toString(code);
  }

  private static boolean isSurrogate(long number) {
    return number >= Character.MIN_SURROGATE && number <= Character.MAX_SURROGATE;
  }

  /** Numbers that stand for no character. */
  private static boolean isNone(int code) {
    boolean control = code < 0x20 && code != '\t' && code != '\n' && code != '\f' && code != '\r';
    boolean none = (code >= 0xFDD0 && code <= 0xFDEF) || (code & 0xFFFE) == 0xFFFE;
    return control || code == 0x7f || none;
  }

  /** Returns what browsers take a control character from 80 to 9F (hexadecimal) for. */
  static String windows(int code) {
    String text = new String(new byte[] {(byte) code}, Charset.forName("windows-1252"));
    return text.equals("\ufffd") ? Character.toString(code) : text;
  }
}

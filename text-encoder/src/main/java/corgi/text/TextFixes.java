package corgi.text;

import java.text.Normalizer;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Makes text plainer before CLIP's tokenizer reads it: references of HTML, ligatures, full width,
 * curly quotes, line breaks, control characters and composition. These are the steps of ftfy 6.3.1
 * ({@code fix_text}), which CLIP was trained behind (Radford et al. 2021, 2103.00020, published
 * code), but for one: text that was decoded in a wrong character set is left as it is.
 */
final class TextFixes {
  private static final Pattern SINGLE_QUOTES = Pattern.compile("[\u02bc\u2018-\u201b]");
  private static final Pattern DOUBLE_QUOTES = Pattern.compile("[\u201c-\u201f]");
  private static final Pattern LINE_BREAKS = Pattern.compile("\r\n|[\r\u2028\u2029\u0085]");
  private static final Pattern TERMINAL = Pattern.compile("\u001b\\[[0-9;]*[a-zA-Z]");
  private static final Pattern CONTROLS =
      Pattern.compile("[\u0000-\u0008\u000b\u000e-\u001f\u007f\u206a-\u206f\ufeff\ufff9-\ufffc]");

  private static final Map<Integer, String> LIGATURES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(0x132, "IJ"),
              Map.entry(0x133, "ij"),
              Map.entry(0x149, "\u02bcn"),
              Map.entry(0x1F1, "DZ"),
              Map.entry(0x1F2, "Dz"),
              Map.entry(0x1F3, "dz"),
              Map.entry(0x1C4, "D\u017d"),
              Map.entry(0x1C5, "D\u017e"),
              Map.entry(0x1C6, "d\u017e"),
              Map.entry(0x1C7, "LJ"),
              Map.entry(0x1C8, "Lj"),
              Map.entry(0x1C9, "lj"),
              Map.entry(0x1CA, "NJ"),
              Map.entry(0x1CB, "Nj"),
              Map.entry(0x1CC, "nj"),
              Map.entry(0xFB00, "ff"),
              Map.entry(0xFB01, "fi"),
              Map.entry(0xFB02, "fl"),
              Map.entry(0xFB03, "ffi"),
              Map.entry(0xFB04, "ffl"),
              Map.entry(0xFB05, "\u017ft"),
              Map.entry(0xFB06, "st")));

  private TextFixes() {}

  /** Returns the text made plain, line by line. */
  static String fix(String text) {
    StringBuilder fixed = new StringBuilder();
    boolean html = false; // a tag was seen: then references are meant as they stand
    for (int from = 0; from < text.length(); ) {
      int newline = text.indexOf('\n', from);
      int to = newline < 0 ? text.length() : newline + 1;
      String line = text.substring(from, to);
      html |= line.indexOf('<') >= 0;
      fixed.append(fixLine(line, html));
      from = to;
    }
    return fixed.toString();
  }

  /** Until nothing changes, for there are references within references. */
  private static String fixLine(String line, boolean html) {
    String before;
    String fixed = line;
    do {
      before = fixed;
      fixed = html ? fixed : HtmlEntities.unescape(fixed);
      fixed = plain(fixed);
      fixed = DOUBLE_QUOTES.matcher(fixed).replaceAll("\"");
      fixed = SINGLE_QUOTES.matcher(fixed).replaceAll("'");
      fixed = LINE_BREAKS.matcher(fixed).replaceAll("\n");
      fixed = TERMINAL.matcher(fixed).replaceAll("");
      fixed = CONTROLS.matcher(fixed).replaceAll("");
      fixed = Normalizer.normalize(fixed, Normalizer.Form.NFC);
    } while (!fixed.equals(before));
    return fixed;
  }

  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints().forEach(code -> plain.append(plain(code)));
    return plain.toString();
  }

  private static String plain(int code) {
    if (code >= 0x80 && code <= 0x9f) {
      return HtmlEntities.windows(code);
    }
    if (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE) {
      return "\ufffd"; // half a character
    }
    if (code == 0x3000) {
      return " ";
    }
    if (code >= 0xFF01 && code < 0xFFF0) { // half and full width
      return Normalizer.normalize(Character.toString(code), Normalizer.Form.NFKC);
    }
    String ligature = LIGATURES.get(code);
    return ligature == null ? Character.toString(code) : ligature;
  }
}

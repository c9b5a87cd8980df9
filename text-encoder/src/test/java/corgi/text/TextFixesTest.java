package corgi.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TextFixesTest {
  /** Recorded from ftfy 6.3.1, {@code fix_text(text, fix_encoding=False)}. */
  static Stream<Arguments> recorded() {
    return Stream.of(
        Arguments.of("a &lt;b&gt; &amp;amp; c", "a <b> & c"),
        Arguments.of("<b> &amp; c", "<b> &amp; c"),
        Arguments.of("a &amp;\n<b> &amp;\n&amp;", "a &\n<b> &amp;\n&amp;"),
        Arguments.of(
            "&EACUTE; &SZLIG; &frac12; &FRAC12; &LTDOT; &nothing; &amp",
            "\u00c9 SS \u00bd \u00bd &LTDOT; &nothing; &amp"),
        Arguments.of(
            "&#39; &#x1F600; &#128; &#59; &#0; &#xD800; &#7; &#99999999999999999999;",
            "' \ud83d\ude00 \u20ac &#59; \ufffd \ufffd  \ufffd"),
        Arguments.of("\u201cquoted\u201d \u2018it\u2019s\u201b", "\"quoted\" 'it's'"),
        Arguments.of("\ufb01re \ufb00 \u0133 \u01c5 \u0149", "fire ff ij D\u017e 'n"),
        Arguments.of("\uff21\uff42\uff01\u3000\uff76\uff9e", "Ab! \u30ac"),
        Arguments.of("e\u0301 \u212b", "\u00e9 \u00c5"),
        Arguments.of("a\r\nb\rc\u2028d\u2029e\u0085f", "a\nb\nc\nd\ne\u2026f"),
        Arguments.of("\u001b[31mred\u001b[0m \u0007bell\ufeff\u206a", "red bell"),
        Arguments.of("\ud7ff \u200d \u200b", "\ud7ff \u200d \u200b"));
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void textIsMadePlain(String text, String plain) {
    assertThat(TextFixes.fix(text)).isEqualTo(plain);
    assertThat(TextFixes.fix(plain)).as("again").isEqualTo(plain);
  }

  @Test
  void halfACharacterIsNone() {
    assertThat(TextFixes.fix("a\ud83d b")).isEqualTo("a\ufffd b");
  }

  @Test
  void aWrongCharacterSetIsLeftAsItIs() {
    assertThat(TextFixes.fix("sch\u00c3\u00b6n")).isEqualTo("sch\u00c3\u00b6n");
  }
}

package corgi.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** On the recorded vocabulary, where a is 320 at the end of a word and ! is 256. */
class ClipTokenizerTest {
  private static TextFolder folder() {
    return new TextFolder("text/clip_tokenizer");
  }

  private static ClipTokenizer with(String settings) throws IOException {
    return new ClipTokenizer(folder().with("tokenizer_config.json", settings));
  }

  /** Computed by an independent byte-pair encoding in Python behind ftfy 6.3.1. */
  static Stream<Arguments> recorded() {
    return Stream.of(
        ids(
            "\u039f\u0394\u039f\u03a3 \u039f\u0394\u039f\u03a3. \u039f\u0394\u039f\u03a34 \u0391\u03a3'\u0392",
            662,
            138,
            123,
            138,
            112,
            138,
            123,
            139,
            480,
            138,
            123,
            138,
            112,
            138,
            123,
            139,
            480,
            269,
            138,
            123,
            138,
            112,
            138,
            123,
            139,
            480,
            275,
            138,
            109,
            139,
            481,
            262,
            138,
            366,
            663),
        ids("<|startoftext|>a<|endoftext|>b<|ENDOFTEXT|>", 662, 662, 320, 663, 321, 663, 663),
        ids("IT'S we'Ve '\u017f", 662, 545, 556, 86, 324, 6, 85, 324, 6, 129, 379, 663),
        ids(
            "\ud83d\ude00\ud83d\udc69\u200d\ud83d\ude80\u00bd\u2167",
            662,
            172,
            253,
            246,
            222,
            172,
            253,
            239,
            102,
            158,
            222,
            235,
            172,
            253,
            248,
            478,
            126,
            377,
            158,
            227,
            371,
            663),
        ids(
            "\u65e5\u672c\u8a9e\u2028\u304b\u306a\u00a0x",
            662,
            162,
            245,
            98,
            162,
            250,
            105,
            164,
            103,
            508,
            159,
            223,
            233,
            159,
            223,
            359,
            343,
            663),
        ids("a &hellip; \u201cb\u201d", 662, 320, 158, 222, 355, 257, 321, 257, 663),
        ids("\u0000\u001f \ufeff", 662, 663),
        ids("\u0130\u00df", 662, 328, 136, 485, 127, 509, 663));
  }

  private static Arguments ids(String prompt, long... ids) {
    return Arguments.of(prompt, ids);
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void idsAreThoseOfTheVocabulary(String prompt, long[] ids) throws IOException {
    ClipTokenizer tokenizer = new ClipTokenizer(folder());
    assertThat(tokenizer.ids(prompt, 77)).isEqualTo(ids);
    assertThat(tokenizer.count(prompt)).isEqualTo(ids.length);
  }

  @Test
  void longPromptsAreCutAndShortOnesPadded() throws IOException {
    ClipTokenizer tokenizer = new ClipTokenizer(folder());
    assertThat(tokenizer.padded("a a a a", 5)).containsExactly(662, 320, 320, 320, 663);
    assertThat(tokenizer.padded("a", 5)).containsExactly(662, 320, 663, 663, 663);
    assertThat(tokenizer.count("a ".repeat(1000))).isEqualTo(1002);
    assertThat(tokenizer.longest()).isEqualTo(77);
  }

  @Test
  void onlyVocabularyAndMergesMustBeThere() throws IOException {
    TextFolder bare =
        folder()
            .without("tokenizer_config.json")
            .without("special_tokens_map.json")
            .without("tokenizer.json");
    assertThat(new ClipTokenizer(bare).padded("a!", 5)).containsExactly(662, 320, 256, 663, 663);
  }

  /** Stable Diffusion 2 pads with an exclamation mark, which is a token of its own by that. */
  @Test
  void theTokenThatPadsIsLookedForInTheText() throws IOException {
    ClipTokenizer tokenizer =
        new ClipTokenizer(
            folder()
                .without("tokenizer_config.json")
                .with("special_tokens_map.json", "{\"pad_token\": \"!\"}"));
    assertThat(tokenizer.padded("a!", 5)).containsExactly(662, 320, 0, 663, 0);
  }

  @Test
  void addedTokensAreFoundAsTheyAre() throws IOException {
    ClipTokenizer tokenizer =
        with(
            """
            {"added_tokens_decoder": {
              "662": {"content": "<|startoftext|>"}, "663": {"content": "<|endoftext|>"},
              "700": {"content": "<cat>", "lstrip": true, "rstrip": true},
              "701": {"content": "<cat> x", "single_word": true}}}
            """);
    assertThat(tokenizer.ids("a <cat> a<cat>a", 77))
        .containsExactly(662, 320, 700, 320, 700, 320, 663);
    assertThat(tokenizer.ids("a <cat> x a", 77)).containsExactly(662, 320, 701, 320, 663);
    assertThat(tokenizer.ids("a<cat> x", 77)).doesNotContain(701);
  }

  @Test
  void aSpecialTokenWithoutAnIdGetsTheNextOne() throws IOException {
    ClipTokenizer tokenizer = with("{\"additional_special_tokens\": [\"<one>\", \"<two>\"]}");
    assertThat(tokenizer.ids("<two><one>", 77)).containsExactly(662, 665, 664, 663);
  }

  @Test
  void theOtherSideIsRefused() {
    assertThatThrownBy(() -> with("{\"padding_side\": \"left\"}"))
        .isInstanceOf(IOException.class)
        .hasMessage("tokenizer_config.json: padding_side = \"left\": only the right side is known");
  }
}

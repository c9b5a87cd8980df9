package corgi.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BertTokenizerTest {
  private static BertTokenizer tokenizer;

  static BertTokenizer load() throws IOException {
    try (InputStream json = MiniLm.class.getResourceAsStream("/all-minilm-l6-v2-tokenizer.json")) {
      return new BertTokenizer(json, "tokenizer.json");
    }
  }

  @BeforeAll
  static void open() throws IOException {
    tokenizer = load();
  }

  @AfterAll
  static void close() {
    tokenizer.close();
  }

  /** Recorded from a WordPiece written independently in Python, on the same vocabulary. */
  static Stream<Arguments> recorded() {
    return Stream.of(
        ids("", 101, 102),
        ids("a cat wearing sunglasses", 101, 1037, 4937, 4147, 17072, 102),
        ids(
            "A Pembroke Welsh Corgi, in a party hat!",
            101,
            1037,
            21457,
            6124,
            2522,
            10623,
            2072,
            1010,
            1999,
            1037,
            2283,
            6045,
            999,
            102),
        ids("Ünïcödé naïve café – “quotes”", 101, 27260, 15743, 7668, 1516, 1523, 16614, 1524, 102),
        ids("猫 と 犬", 101, 100, 1666, 1908, 102),
        ids("🐱🕶️ emoji", 101, 100, 7861, 29147, 2072, 102),
        ids(
            "antidisestablishmentarianism",
            101,
            3424,
            10521,
            4355,
            7875,
            13602,
            3672,
            12199,
            2964,
            102),
        ids("a\0b\tc", 101, 11113, 1039, 102),
        ids("x".repeat(101), 101, 100, 102));
  }

  private static Arguments ids(String prompt, long... ids) {
    return Arguments.of(prompt, ids);
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void idsAreThoseOfTheVocabulary(String prompt, long[] ids) {
    assertThat(tokenizer.ids(prompt, 512)).isEqualTo(ids);
    assertThat(tokenizer.count(prompt)).isEqualTo(ids.length);
  }

  @Test
  void truncationKeepsTheSeparator() {
    assertThat(tokenizer.ids("a photo of a red car", 8))
        .containsExactly(101, 1037, 6302, 1997, 1037, 2417, 2482, 102);
    assertThat(tokenizer.ids("a photo of a red car", 7))
        .containsExactly(101, 1037, 6302, 1997, 1037, 2417, 102);
    assertThat(tokenizer.ids("a photo of a red car", 2)).containsExactly(101, 102);
  }

  @Test
  void theTruncationOfTheFileIsOff() {
    String prompt = "cat ".repeat(1000);
    assertThat(tokenizer.count(prompt)).isEqualTo(1002);
    assertThat(tokenizer.ids(prompt, 300)).hasSize(300).endsWith(4937, 102);
  }

  @Test
  void halfACharacterIsAQuestionMark() {
    assertThat(tokenizer.ids("a \ud83d cat", 24)).isEqualTo(tokenizer.ids("a ? cat", 24));
  }

  @Test
  void aDamagedFileIsAnError() {
    for (String json : List.of("", "{", "{}", "[]", "{\"version\": \"1.0\", \"model\": 7}")) {
      InputStream in = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(() -> new BertTokenizer(in, "t.json"))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("t.json is no tokenizer: ")
          .hasMessageNotContaining("\n");
    }
  }
}

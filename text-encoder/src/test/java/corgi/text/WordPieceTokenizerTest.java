package corgi.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** On the recorded vocabulary: 1 is [UNK], 2 is [CLS], 3 is [SEP], 4 is [MASK]. */
class WordPieceTokenizerTest {
  private static TextFolder folder() {
    return new TextFolder("text/bert_tokenizer");
  }

  /** Computed by an independent WordPiece in Python. */
  static Stream<Arguments> recorded() {
    return Stream.of(
        ids("[CLS] A [sep] [UNK]x[MASK]", 2, 2, 15, 1, 33, 55, 66, 1, 1, 38, 4, 3),
        ids("\u039f\u0394\u039f\u03a3.\u00adabc", 2, 1, 7, 15, 52, 53, 3),
        ids("\u0130\u00df na\u00efve", 2, 1, 28, 51, 59, 72, 55, 3),
        ids("\u65e5\u672c\u2028red\u00a0cat\u0085", 2, 1, 1, 122, 96, 3),
        ids("running-HORSES$^", 2, 124, 10, 106, 69, 1, 1, 3),
        ids(
            "z".repeat(100),
            2,
            40,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            76,
            3),
        ids("z".repeat(101), 2, 1, 3),
        ids("##ing ing", 2, 1, 1, 23, 64, 57, 23, 64, 57, 3));
  }

  private static Arguments ids(String prompt, long... ids) {
    return Arguments.of(prompt, ids);
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void idsAreThoseOfTheVocabulary(String prompt, long[] ids) throws IOException {
    WordPieceTokenizer tokenizer = new WordPieceTokenizer(folder());
    assertThat(tokenizer.ids(prompt, 512)).isEqualTo(ids);
    assertThat(tokenizer.count(prompt)).isEqualTo(ids.length);
  }

  @Test
  void truncationKeepsTheSeparator() throws IOException {
    WordPieceTokenizer tokenizer = new WordPieceTokenizer(folder());
    assertThat(tokenizer.ids("a red cat", 4)).containsExactly(2, 15, 122, 3);
    assertThat(tokenizer.ids("a red cat", 2)).containsExactly(2, 3);
  }

  @Test
  void wordsThatAreNeverSplitStayAsTheyAre() throws IOException {
    TextFolder folder =
        folder()
            .without("special_tokens_map.json")
            .with("tokenizer_config.json", "{\"never_split\": [\"x-y\"]}");
    assertThat(new WordPieceTokenizer(folder).ids("x-y", 9)).containsExactly(2, 1, 3);
    assertThat(new WordPieceTokenizer(folder()).ids("x-y", 9)).hasSize(5);
  }
}

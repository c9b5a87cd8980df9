package corgi.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder that has {@code tokenizer.json} alone means what one with the earlier files means. */
class UnifiedTokenizerTest {
  private static final String CONFIG =
      """
      {"tokenizer_class": "CLIPTokenizer", "model_max_length": 77, "bos_token": "<|startoftext|>",
       "eos_token": "<|endoftext|>", "pad_token": "<|endoftext|>", "unk_token": "<|endoftext|>"}""";

  private static TextFolder clip() {
    return new TextFolder("text/clip_tokenizer");
  }

  private static TextFolder unifiedClip() {
    return clip()
        .without("vocab.json")
        .without("merges.txt")
        .without("special_tokens_map.json")
        .with("tokenizer_config.json", CONFIG);
  }

  private static TextFolder bert() {
    return new TextFolder("text/bert_tokenizer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a photo of a RED cat, 4k", "it's 3 o'clock <|endoftext|> 😀", "naïve   日本語"})
  void idsAreThoseOfTheEarlierFiles(String text) throws IOException {
    assertThat(new ClipTokenizer(unifiedClip()).padded(text, 77))
        .isEqualTo(new ClipTokenizer(clip()).padded(text, 77));
    TextFolder unified = bert().without("vocab.txt").without("special_tokens_map.json");
    assertThat(new WordPieceTokenizer(unified).ids(text, 32))
        .isEqualTo(new WordPieceTokenizer(bert()).ids(text, 32));
  }

  @Test
  void pairsMayBeTextsAndAddedTokensHaveTheirIds() throws IOException {
    String json =
        """
        {"model": {"type": "BPE", "vocab": {"<|startoftext|>": 0, "<|endoftext|>": 1, "ab</w>": 2},
                   "merges": ["a b</w>"]},
         "added_tokens": [{"id": 7, "content": "<mine>"}]}""";
    ClipTokenizer tokenizer = new ClipTokenizer(unifiedClip().with("tokenizer.json", json));
    assertThat(tokenizer.ids("ab <mine>", 77)).containsExactly(0, 2, 7, 1);
  }

  @Test
  void anotherModelOfWordsIsRefused() {
    TextFolder unigram =
        unifiedClip().with("tokenizer.json", "{\"model\": {\"type\": \"Unigram\"}}");
    assertThatThrownBy(() -> new ClipTokenizer(unigram))
        .isInstanceOf(IOException.class)
        .hasMessage("tokenizer.json: model.type = \"Unigram\": expected BPE");
    TextFolder gap =
        bert()
            .without("vocab.txt")
            .with(
                "tokenizer.json", "{\"model\": {\"type\": \"WordPiece\", \"vocab\": {\"a\": 3}}}");
    assertThatThrownBy(() -> new WordPieceTokenizer(gap))
        .hasMessageContaining("token 'a' has the id 3: expected the numbers from 0 to 0");
    assertThatThrownBy(() -> new ClipTokenizer(unifiedClip().without("tokenizer.json")))
        .hasMessage("vocab.json is missing");
  }
}

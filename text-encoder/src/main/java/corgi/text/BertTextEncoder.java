package corgi.text;

import corgi.engine.model.Conditioning;
import corgi.engine.model.TextEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A BERT from its folder, such as a sentence encoder's: the states of its last block, one for each
 * token, or one vector for a sentence. Devlin et al. 2019, 1810.04805; Reimers and Gurevych 2019,
 * 1908.10084.
 *
 * <p>A row is a function of its prompt alone. The states of padding are 0. Threads may share one.
 */
public final class BertTextEncoder implements TextEncoder {
  private final int length;
  private final WordPieceTokenizer tokenizer;
  private final Bert bert;

  private BertTextEncoder(int length, WordPieceTokenizer tokenizer, Bert bert) {
    this.length = length;
    this.tokenizer = tokenizer;
    this.bert = bert;
  }

  /**
   * Opens a folder with {@code config.json}, {@code model.safetensors}, {@code vocab.txt} and what
   * else the tokenizer has.
   *
   * @param length the number L of tokens, [CLS] and [SEP] included, that prompts are padded or
   *     truncated to, from 2 to the network's most
   * @throws IOException if a file is missing or damaged, or asks for what is not known
   */
  public static BertTextEncoder open(Path folder, int length) throws IOException {
    return read(TextFiles.of(folder), length);
  }

  /** The same for files that are elsewhere. */
  public static BertTextEncoder read(TextFiles files, int length) throws IOException {
    WordPieceTokenizer tokenizer = new WordPieceTokenizer(files);
    Bert bert = Bert.read(files);
    int most = bert.config().sizes().positions();
    if (length < 2 || length > most) {
      bert.close();
      throw new IllegalArgumentException(
          "length = %d: this BERT takes from 2 to %d tokens".formatted(length, most));
    }
    return new BertTextEncoder(length, tokenizer, bert);
  }

  @Override
  public String name() {
    EncoderSizes sizes = bert.config().sizes();
    return "BERT-%dx%d".formatted(sizes.blocks(), sizes.state());
  }

  @Override
  public int dimension() {
    return bert.config().sizes().state();
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public int count(String prompt) {
    return tokenizer.count(prompt);
  }

  @Override
  public Conditioning encode(List<String> prompts) {
    if (prompts.isEmpty()) {
      throw new IllegalArgumentException("no prompts: at least one is needed");
    }
    return PaddedStates.of(states(prompts), length, dimension());
  }

  private List<float[]> states(List<String> prompts) {
    return bert.states(prompts.stream().map(prompt -> tokenizer.ids(prompt, length)).toList());
  }

  /**
   * Returns the mean state of a sentence's tokens, D values of Euclidean length 1: the cosine of
   * two is their product.
   */
  public float[] sentence(String sentence) {
    float[] states = states(List.of(sentence)).get(0);
    long[] mask = new long[states.length / dimension()];
    Arrays.fill(mask, 1);
    return Sentences.normalised(Sentences.mean(states, mask));
  }

  @Override
  public void close() {
    bert.close();
  }

  @Override
  public String toString() {
    return "%s(L=%d)".formatted(name(), length);
  }
}

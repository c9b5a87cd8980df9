package corgi.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Lower-cased WordPiece, as BERT has it: [CLS], the pieces, [SEP]. Threads may share one. Devlin et
 * al. 2019, 1810.04805.
 */
final class BertTokenizer implements AutoCloseable {
  /** Ends every sequence. */
  static final int SEP = 102;

  /** The file's own truncation and padding to 128 tokens are switched off: see {@link #ids}. */
  private static final Map<String, String> WHOLE =
      Map.of("truncation", "false", "padding", "false", "modelMaxLength", "512");

  private final HuggingFaceTokenizer tokenizer;

  /**
   * Reads a tokenizer.
   *
   * @param json the text of a {@code tokenizer.json}
   * @param source what it is called in errors
   * @throws IOException if it is damaged
   */
  BertTokenizer(InputStream json, String source) throws IOException {
    try {
      this.tokenizer = HuggingFaceTokenizer.newInstance(json, WHOLE);
    } catch (RuntimeException e) { // which is what the native library throws
      throw new IOException("%s is no tokenizer: %s".formatted(source, e.getMessage()), e);
    }
  }

  /** How many tokens a prompt has, [CLS] and [SEP] included. */
  int count(String prompt) {
    return all(prompt).length;
  }

  /** Returns the ids of a prompt's first tokens: at most {@code most}, the last of them [SEP]. */
  long[] ids(String prompt, int most) {
    long[] ids = all(prompt);
    if (ids.length > most) {
      ids = java.util.Arrays.copyOf(ids, most);
      ids[most - 1] = SEP;
    }
    return ids;
  }

  private long[] all(String prompt) {
    // Half a surrogate pair is no character; UTF-8 has a question mark for it.
    String clean = new String(prompt.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    return tokenizer.encode(clean).getIds();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}

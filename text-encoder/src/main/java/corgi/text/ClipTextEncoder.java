package corgi.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.ParameterFile;
import corgi.engine.checkpoint.ParameterFit;
import corgi.engine.checkpoint.TensorSource;
import corgi.engine.model.Conditioning;
import corgi.engine.model.TextEncoder;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The text encoder of Stable Diffusion: CLIP's, as diffusers and transformers store it. Rombach et
 * al. 2022, 2112.10752; Radford et al. 2021, 2103.00020.
 *
 * <p>Every prompt is padded to the full length, and its padding is looked at like any other token,
 * by the encoder and by the U-Net: so they were trained. A row is a function of its prompt alone.
 * Threads may share one.
 */
public final class ClipTextEncoder implements TextEncoder {
  private static final String CONFIG = "config.json";

  private final ClipTokenizer tokenizer;
  private final NDManager manager;
  private final ClipText network;
  private final int skipped;

  private ClipTextEncoder(
      ClipTokenizer tokenizer, NDManager manager, ClipText network, int skipped) {
    this.tokenizer = tokenizer;
    this.manager = manager;
    this.network = network;
    this.skipped = skipped;
  }

  /**
   * Opens the encoder of a pipeline's folder: {@code text_encoder} and {@code tokenizer} in it.
   *
   * @throws IOException if a file is missing or damaged, or asks for what is not known
   */
  public static ClipTextEncoder open(Path pipeline) throws IOException {
    return read(
        TextFiles.of(pipeline.resolve("text_encoder")),
        TextFiles.of(pipeline.resolve("tokenizer")));
  }

  /**
   * Reads an encoder, for instance the second one of SDXL.
   *
   * @param encoder {@code config.json} and {@code model.safetensors}
   * @param tokenizer {@code vocab.json}, {@code merges.txt} and what else there is
   * @throws IOException if a file is missing or damaged, or asks for what is not known
   */
  public static ClipTextEncoder read(TextFiles encoder, TextFiles tokenizer) throws IOException {
    ClipTokenizer words = new ClipTokenizer(tokenizer);
    NDManager manager = Tensors.manager();
    try (TensorSource weights = encoder.weights()) {
      ClipText network = network(encoder, manager);
      words.checkIds(network.config().sizes().words());
      ParameterFile.load(weights, network.parameters(), ClipText::parameterName);
      return new ClipTextEncoder(words, manager, network, 0);
    } catch (IOException | RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private static ClipText network(TextFiles encoder, NDManager manager) throws IOException {
    try {
      ClipTextConfig config = ClipTextConfig.of(JsonFile.read(encoder, CONFIG));
      return new ClipText(config, TensorOps.of(Precision.FP32), manager);
    } catch (IllegalArgumentException e) {
      throw new IOException(encoder.source(CONFIG) + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a tokenizer's files.
   *
   * @throws IOException if one is missing or damaged, or does not belong to the encoder
   */
  static void check(TextFiles encoder, TextFiles tokenizer) throws IOException {
    ClipTokenizer words = new ClipTokenizer(tokenizer);
    try (NDManager manager = Tensors.manager();
        ClipText network = network(encoder, manager)) {
      words.checkIds(network.config().sizes().words());
    }
  }

  /**
   * Returns what is missing, misshapen or unused among an encoder's stored tensors, in one line; ""
   * if they fit. No numbers are read.
   *
   * @throws IOException if a file is missing or damaged, or asks for what is not known
   */
  static String misfit(TextFiles encoder) throws IOException {
    try (NDManager manager = Tensors.manager();
        ClipText network = network(encoder, manager);
        TensorSource weights = encoder.weights()) {
      return ParameterFit.of(weights, network.parameters(), ClipText::parameterName).problems();
    }
  }

  /**
   * Returns an encoder whose {@link #encode} leaves out the last blocks and normalises what the one
   * before them says: {@code clip_skip} in diffusers. It shares the weights and is closed with
   * this.
   *
   * @param blocks how many, from 0
   */
  @Override
  public ClipTextEncoder skipping(int blocks) {
    int most = network.config().sizes().blocks();
    if (blocks < 0 || blocks > most) {
      throw new IllegalArgumentException(
          "clip_skip = %d: must be between 0 and %d".formatted(blocks, most));
    }
    return new ClipTextEncoder(tokenizer, manager, network, blocks);
  }

  @Override
  public String name() {
    EncoderSizes sizes = network.config().sizes();
    return "CLIP-text-%dx%d".formatted(sizes.blocks(), sizes.state());
  }

  @Override
  public int dimension() {
    return network.config().sizes().state();
  }

  @Override
  public int length() {
    return Math.min(tokenizer.longest(), network.config().sizes().positions());
  }

  @Override
  public int count(String prompt) {
    return tokenizer.count(prompt);
  }

  /** The size of {@link ClipStates#projected}, or 0 if there is none. */
  public int projection() {
    return network.config().projection();
  }

  /** Returns the ids of a prompt, truncated and padded to the full length. */
  public long[] ids(String prompt) {
    return tokenizer.padded(prompt, length());
  }

  /**
   * Encodes prompts for Stable Diffusion: the normalised states of the last block that is not
   * skipped. The mask is all ones.
   */
  @Override
  public Conditioning encode(List<String> prompts) {
    NDList tokens =
        encodedOneByOne(
            prompts,
            states ->
                new NDList(
                    skipped == 0 ? states.last() : network.normalise(states.before(skipped))));
    float[] ones = new float[prompts.size() * length()];
    Arrays.fill(ones, 1);
    Shape rows = new Shape(prompts.size(), length());
    return Conditioning.text(tokens.get(0), Tensors.array(ones, rows));
  }

  /**
   * Returns all that the encoder says of prompts, whatever it skips, owned by the caller's scope.
   * SDXL reads {@code before(1)} of two encoders and what the second one projects.
   */
  public ClipStates states(List<String> prompts) {
    int blocks = network.config().sizes().blocks();
    return ClipStates.of(encodedOneByOne(prompts, ClipStates::all), blocks);
  }

  /** Returns states (N, L, D) as the final normalisation makes them. */
  public NDArray normalise(NDArray states) {
    NDArray said = Tensors.inference(() -> Tensors.scoped(() -> network.normalise(states)));
    said.detach();
    return said;
  }

  /** A matrix product of another height may add up in another order, so rows are never joined. */
  private NDList encodedOneByOne(List<String> prompts, Function<ClipStates, NDList> wanted) {
    if (prompts.isEmpty()) {
      throw new IllegalArgumentException("no prompts: at least one is needed");
    }
    NDList said =
        Tensors.inference(
            () ->
                Tensors.scopedAll(
                    () ->
                        ClipStates.joined(prompts.stream().map(p -> encoded(p, wanted)).toList())));
    said.forEach(NDArray::detach); // from the weights' manager, which this may outlive
    return said;
  }

  private NDList encoded(String prompt, Function<ClipStates, NDList> wanted) {
    return Tensors.scopedAll(() -> wanted.apply(network.forward(tokens(prompt))));
  }

  private TokenBatch tokens(String prompt) {
    List<long[]> ids = List.of(ids(prompt));
    if (!network.config().masked()) {
      return TokenBatch.of(ids);
    }
    long[] mask = new long[length()];
    Arrays.fill(mask, 0, Math.min(count(prompt), length()), 1);
    return new TokenBatch(ids, List.of(mask));
  }

  /** How many arrays live in native memory on behalf of this. */
  int arrays() {
    return network.parameters().arrays().get(0).getManager().getManagedArrays().size();
  }

  @Override
  public void close() {
    network.close();
    manager.close();
  }

  @Override
  public String toString() {
    return skipped == 0 ? name() : "%s(clip_skip=%d)".formatted(name(), skipped);
  }
}

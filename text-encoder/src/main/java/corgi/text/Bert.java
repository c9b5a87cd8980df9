package corgi.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import com.fasterxml.jackson.databind.JsonNode;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The encoder of BERT in float32. Devlin et al. 2019, 1810.04805. Its dropout is left out: it is
 * never trained here. Threads may share one.
 */
final class Bert implements AutoCloseable {
  private static final String POOLER = "pooler.dense";

  private final NDManager manager = Tensors.manager();
  private final BertConfig config;
  private final NDArray words; // (V, C)
  private final NDArray positions; // (P, C)
  private final NDArray types; // (2, C): first and second sentence
  private final BertBlock.Norm norm;
  private final List<BertBlock> blocks = new ArrayList<>();
  private final BertBlock.Dense pooler; // null where the weights have none

  /** Opens weights whose arrays become a manager's. */
  @FunctionalInterface
  interface Source {
    BertTensors open(NDManager manager) throws IOException;
  }

  /**
   * Reads the weights from an ONNX file.
   *
   * @throws IOException if the file is damaged or holds another network
   */
  Bert(Wire onnx, EncoderSizes sizes, String source) throws IOException {
    this(BertConfig.published(sizes), manager -> BertWeights.read(onnx, manager, source));
  }

  /**
   * Reads the weights.
   *
   * @throws IOException if they are damaged or those of another network
   */
  Bert(BertConfig config, Source source) throws IOException {
    this.config = config;
    boolean complete = false;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      BertTensors weights = source.open(manager);
      EncoderSizes sizes = config.sizes();
      int c = sizes.state();
      words = weights.get("embeddings.word_embeddings.weight", new Shape(sizes.words(), c));
      positions =
          weights.get("embeddings.position_embeddings.weight", new Shape(sizes.positions(), c));
      types = weights.get("embeddings.token_type_embeddings.weight", new Shape(config.types(), c));
      norm = BertBlock.Norm.take(weights, "embeddings.LayerNorm", config);
      UnaryOperator<NDArray> activation = config.activation().function();
      for (int i = 0; i < sizes.blocks(); i++) {
        blocks.add(new BertBlock(weights, i, config, activation));
      }
      boolean pooled = weights.has(POOLER + ".weight");
      pooler = pooled ? BertBlock.Dense.take(weights, POOLER, c, c) : null;
      // They belong to the manager, not to whichever scope the caller happens to be in.
      manager.getManagedArrays().forEach(NDScope::unregister);
      complete = true;
    } finally {
      if (!complete) {
        manager.close();
      }
    }
  }

  /**
   * Reads {@code config.json} and {@code model.safetensors}.
   *
   * @throws IOException if they are damaged or those of another network
   */
  static Bert read(TextFiles files) throws IOException {
    return read(files, JsonFile.read(files, "config.json"));
  }

  /** Reads {@code model.safetensors} by a configuration. */
  static Bert read(TextFiles files, JsonNode json) throws IOException {
    BertConfig config;
    try {
      config = BertConfig.of(json);
    } catch (IllegalArgumentException e) {
      throw new IOException(files.source("config.json") + ": " + e.getMessage(), e);
    }
    try (SafetensorsFile weights = files.tensors("model.safetensors")) {
      return new Bert(config, manager -> new StoredBert(weights, manager));
    }
  }

  BertConfig config() {
    return config;
  }

  /**
   * Returns the last states of every prompt's tokens, n times C values each, on the Java heap.
   *
   * @param prompts the token ids of each, from 1 to P of them
   */
  List<float[]> states(List<long[]> prompts) {
    List<float[]> states = new ArrayList<>();
    for (Packing packing : Packing.of(prompts, config.sizes().positions())) {
      float[] rows = states(packing);
      int from = 0;
      for (long[] ids : packing.prompts()) {
        int to = from + ids.length * config.sizes().state();
        states.add(Arrays.copyOfRange(rows, from, to));
        from = to;
      }
    }
    return states;
  }

  private float[] states(Packing packing) {
    return Tensors.inference(
        () -> {
          try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return forward(packing).toFloatArray();
          }
        });
  }

  private NDArray forward(Packing packing) {
    long[] cuts = packing.cuts();
    NDArray x =
        look(words, packing.ids())
            .add(look(positions, packing.places()))
            .add(types.get(0))
            .expandDims(0); // (1, R, C)
    x = norm.apply(x);
    for (BertBlock block : blocks) {
      x = block.apply(x, BertBlock.packed(cuts));
    }
    return x;
  }

  /**
   * Returns the last states of a batch, (N, L, C), masked ones included, owned by the caller's
   * scope.
   *
   * @param tokens the ids and their mask
   * @param kinds 0 for tokens of a first sentence and 1 for those of a second, N rows of L; or null
   *     if all are of a first
   */
  NDArray forward(TokenBatch tokens, List<long[]> kinds) {
    int l = tokens.length();
    Shape rows = new Shape(tokens.rows(), l, config.sizes().state());
    long[] ids = tokens.flat(config.sizes());
    long[] places = new long[ids.length];
    Arrays.setAll(places, i -> i % l);
    long[] sentences =
        kinds == null
            ? new long[ids.length]
            : kinds.stream().flatMapToLong(Arrays::stream).toArray();
    NDArray x =
        look(words, ids).add(look(positions, places)).add(look(types, sentences)).reshape(rows);
    NDArray bias = tokens.mask() == null ? null : AttentionBias.masked(tokens.mask());
    x = norm.apply(x);
    for (BertBlock block : blocks) {
      x = block.apply(x, BertBlock.biased(bias));
    }
    return x;
  }

  /** Returns what BERT was trained to say of two sentences by their first token, (N, C). */
  NDArray pooled(NDArray states) {
    if (pooler == null) {
      throw new IllegalStateException("the weights have no " + POOLER);
    }
    return pooler.apply(states.get(":, 0")).tanh();
  }

  private NDArray look(NDArray table, long[] rows) {
    return Embedding.embedding(manager.create(rows), table, SparseFormat.DENSE).singletonOrThrow();
  }

  /** How many arrays live in native memory on behalf of this. */
  int arrays() {
    return manager.getManagedArrays().size();
  }

  @Override
  public void close() {
    manager.close();
  }
}

package corgi.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The encoder of BERT in float32. Devlin et al. 2019, 1810.04805. Its dropout is left out: it is
 * never trained here. Threads may share one.
 */
final class Bert implements AutoCloseable {
  private final NDManager manager = Tensors.manager();
  private final EncoderSizes sizes;
  private final NDArray words; // (V, C)
  private final NDArray positions; // (P, C)
  private final NDArray types; // (2, C): first and second sentence
  private final BertBlock.Norm norm;
  private final List<BertBlock> blocks = new ArrayList<>();

  /**
   * Reads the weights from an ONNX file.
   *
   * @throws IOException if the file is damaged or holds another network
   */
  Bert(Wire onnx, EncoderSizes sizes, String source) throws IOException {
    this.sizes = sizes;
    boolean complete = false;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      BertWeights weights = BertWeights.read(onnx, manager, source);
      int c = sizes.state();
      words = weights.get("embeddings.word_embeddings.weight", new Shape(sizes.words(), c));
      positions =
          weights.get("embeddings.position_embeddings.weight", new Shape(sizes.positions(), c));
      types = weights.get("embeddings.token_type_embeddings.weight", new Shape(2, c));
      norm = BertBlock.Norm.take(weights, "embeddings.LayerNorm", c);
      for (int i = 0; i < sizes.blocks(); i++) {
        blocks.add(new BertBlock(weights, i, sizes));
      }
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
   * Returns the last states of every prompt's tokens, n times C values each, on the Java heap.
   *
   * @param prompts the token ids of each, from 1 to P of them
   */
  List<float[]> states(List<long[]> prompts) {
    List<float[]> states = new ArrayList<>();
    for (Packing packing : Packing.of(prompts, sizes.positions())) {
      float[] rows = states(packing);
      int from = 0;
      for (long[] ids : packing.prompts()) {
        int to = from + ids.length * sizes.state();
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
      x = block.apply(x, cuts);
    }
    return x;
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

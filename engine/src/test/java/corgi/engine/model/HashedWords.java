package corgi.engine.model;

import ai.djl.ndarray.types.Shape;
import corgi.engine.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** A text encoder for tests: a word's state is drawn from its hash, after one that begins. */
public final class HashedWords implements TextEncoder {
  private final int length;
  private final int dimension;
  private final AtomicInteger encoded = new AtomicInteger();

  public HashedWords(int length, int dimension) {
    this.length = length;
    this.dimension = dimension;
  }

  @Override
  public String name() {
    return "hashed-words";
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public int count(String prompt) {
    return words(prompt).length;
  }

  private static String[] words(String prompt) {
    return ("[BEGIN] " + prompt).strip().split("\\s+");
  }

  @Override
  public Conditioning encode(List<String> prompts) {
    if (prompts.isEmpty()) {
      throw new IllegalArgumentException("no prompts: at least one is needed");
    }
    float[] tokens = new float[prompts.size() * length * dimension];
    float[] mask = new float[prompts.size() * length];
    for (int row = 0; row < prompts.size(); row++) {
      String[] words = words(prompts.get(row));
      int real = Math.min(length, words.length);
      Arrays.fill(mask, row * length, row * length + real, 1);
      for (int i = 0; i < real; i++) {
        SplittableRandom random = new SplittableRandom(words[i].hashCode());
        for (int d = 0; d < dimension; d++) {
          tokens[(row * length + i) * dimension + d] = (float) random.nextGaussian();
        }
      }
    }
    encoded.addAndGet(prompts.size());
    Shape rows = new Shape(prompts.size(), length);
    return Conditioning.text(Tensors.array(tokens, rows.add(dimension)), Tensors.array(mask, rows));
  }

  /** How many prompts were encoded so far. */
  public int encoded() {
    return encoded.get();
  }

  @Override
  public void close() {}
}

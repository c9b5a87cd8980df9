package corgi.engine.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import corgi.engine.tensor.Tensors;
import java.nio.FloatBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A text encoder that remembers what it encoded last, for training, where captions repeat. What it
 * remembers is bit for bit what the encoder said. Threads may share one.
 */
public final class CachedTextEncoder implements TextEncoder {
  private final TextEncoder encoder;
  private final long capacity;
  private final Map<String, EncodedText> recent = new LinkedHashMap<>(1024, 0.75f, true);
  private long bytes;
  private long hits;
  private long misses;

  /**
   * Remembers the text states used last.
   *
   * @param encoder the encoder, closed with this
   * @param megabytes the most to remember, in 10⁶ bytes of Java heap
   */
  public CachedTextEncoder(TextEncoder encoder, int megabytes) {
    if (megabytes < 1) {
      throw new IllegalArgumentException("megabytes = " + megabytes + ": must be at least 1");
    }
    this.encoder = encoder;
    this.capacity = megabytes * 1_000_000L;
  }

  @Override
  public String name() {
    return encoder.name();
  }

  @Override
  public int dimension() {
    return encoder.dimension();
  }

  @Override
  public int length() {
    return encoder.length();
  }

  @Override
  public int count(String prompt) {
    return encoder.count(prompt);
  }

  /** Returns the text states of a prompt on the Java heap, encoding it unless remembered. */
  public EncodedText encoded(String prompt) {
    EncodedText known = recall(prompt);
    if (known == null) { // two threads may both compute it: they compute the same
      known = compute(prompt);
      remember(prompt, known);
    }
    return known;
  }

  /**
   * Encodes prompts that are not remembered yet, until the memory is full.
   *
   * @return how many were encoded
   */
  public int warm(Collection<String> prompts) {
    int count = 0;
    for (String prompt : prompts) {
      if (!knows(prompt)) {
        EncodedText states = compute(prompt);
        if (!fits(states)) {
          break;
        }
        remember(prompt, states);
        count++;
      }
    }
    return count;
  }

  @Override
  public Conditioning encode(List<String> prompts) {
    if (prompts.isEmpty()) {
      throw new IllegalArgumentException("no prompts: at least one is needed");
    }
    Shape rows = new Shape(prompts.size(), length()); // (N, L)
    Shape states = rows.add(dimension()); // (N, L, D)
    FloatBuffer tokens = FloatBuffer.allocate(Math.toIntExact(states.size()));
    FloatBuffer mask = FloatBuffer.allocate(Math.toIntExact(rows.size()));
    for (String prompt : prompts) {
      EncodedText text = encoded(prompt);
      text.putTokens(tokens);
      text.putMask(mask);
    }
    return Conditioning.text(
        Tensors.array(tokens.array(), states), Tensors.array(mask.array(), rows));
  }

  private EncodedText compute(String prompt) {
    try (NDList arrays = new NDList()) {
      Conditioning said = Tensors.inference(() -> encoder.encode(List.of(prompt)));
      arrays.add(said.tokens()); // (1, L, D)
      arrays.add(said.mask()); // (1, L)
      return new EncodedText(values(said.tokens()), values(said.mask()));
    }
  }

  private static float[] values(NDArray array) {
    return array.toFloatArray();
  }

  private synchronized EncodedText recall(String prompt) {
    EncodedText known = recent.get(prompt);
    if (known == null) {
      misses++;
    } else {
      hits++;
    }
    return known;
  }

  private synchronized boolean knows(String prompt) {
    return recent.containsKey(prompt);
  }

  private synchronized boolean fits(EncodedText states) {
    return bytes + states.bytes() <= capacity;
  }

  private synchronized void remember(String prompt, EncodedText states) {
    EncodedText before = recent.put(prompt, states);
    bytes += states.bytes() - (before == null ? 0 : before.bytes());
    var oldest = recent.values().iterator();
    while (bytes > capacity && recent.size() > 1) {
      bytes -= oldest.next().bytes();
      oldest.remove();
    }
  }

  /** How many prompts are remembered. */
  public synchronized int size() {
    return recent.size();
  }

  /** The share of prompts asked for that were remembered, from 0 to 1. */
  public synchronized double hitRate() {
    return hits + misses == 0 ? 0 : (double) hits / (hits + misses);
  }

  @Override
  public void close() {
    encoder.close();
  }

  @Override
  public String toString() {
    return "Cached(%s, %d prompts)".formatted(name(), size());
  }
}

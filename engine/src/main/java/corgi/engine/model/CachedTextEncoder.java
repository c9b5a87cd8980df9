package corgi.engine.model;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import corgi.engine.tensor.Tensors;
import java.nio.FloatBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A text encoder that remembers what it encoded last, for training, where captions repeat. What it
 * remembers is bit for bit what the encoder said. Threads may share one.
 */
public final class CachedTextEncoder implements TextEncoder {
  private static final int TOGETHER = 64;

  private final TextEncoder encoder;
  private final long capacity;
  private final Map<Integer, CachedTextEncoder> skipping = new ConcurrentHashMap<>();
  private final Map<String, EncodedText> recent = new LinkedHashMap<>(1024, 0.75f, true);
  private long bytes;
  private boolean full; // something was forgotten
  private long hits;
  private long misses;

  /**
   * Remembers the text states used last.
   *
   * @param encoder the encoder, closed with this
   * @param megabytes the most to remember, in 10⁶ bytes of Java heap
   */
  public CachedTextEncoder(TextEncoder encoder, int megabytes) {
    this(encoder, megabytes * 1_000_000L);
    if (megabytes < 1) {
      throw new IllegalArgumentException("megabytes = " + megabytes + ": must be at least 1");
    }
  }

  private CachedTextEncoder(TextEncoder encoder, long capacity) {
    this.encoder = encoder;
    this.capacity = capacity;
  }

  /** {@inheritDoc} It remembers as much as this, and is the same one for the same number. */
  @Override
  public CachedTextEncoder skipping(int blocks) {
    return blocks == 0
        ? this
        : skipping.computeIfAbsent(
            blocks, n -> new CachedTextEncoder(encoder.skipping(n), capacity));
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

  /** Returns the text states of a prompt on the Java heap. */
  public EncodedText encoded(String prompt) {
    return encoded(List.of(prompt)).get(0);
  }

  /** Returns the text states of prompts on the Java heap, encoding together what is not known. */
  public List<EncodedText> encoded(List<String> prompts) {
    Map<String, EncodedText> known = new HashMap<>();
    Set<String> unknown = new LinkedHashSet<>();
    for (String prompt : prompts) {
      EncodedText states = recall(prompt);
      if (states == null) {
        unknown.add(prompt);
      } else {
        known.put(prompt, states);
      }
    }
    known.putAll(compute(List.copyOf(unknown)));
    return prompts.stream().map(known::get).toList();
  }

  /**
   * Encodes prompts that are not remembered yet, in their order, until the memory is full.
   *
   * @return how many prompts are remembered afterwards
   */
  public int warm(Collection<String> prompts) {
    List<String> unknown = prompts.stream().distinct().filter(prompt -> !knows(prompt)).toList();
    for (int i = 0; i < unknown.size() && !full(); i += TOGETHER) {
      compute(unknown.subList(i, Math.min(i + TOGETHER, unknown.size())));
    }
    return size();
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
    for (EncodedText text : encoded(prompts)) {
      text.putTokens(tokens);
      text.putMask(mask);
    }
    return Conditioning.text(
        Tensors.array(tokens.array(), states), Tensors.array(mask.array(), rows));
  }

  private Map<String, EncodedText> compute(List<String> prompts) {
    if (prompts.isEmpty()) {
      return Map.of();
    }
    try (NDList arrays = new NDList()) {
      Conditioning said = Tensors.inference(() -> encoder.encode(prompts));
      arrays.add(said.tokens()); // (N, L, D)
      arrays.add(said.mask()); // (N, L)
      float[] tokens = said.tokens().toFloatArray();
      float[] mask = said.mask().toFloatArray();
      Map<String, EncodedText> computed = new HashMap<>();
      for (int i = 0; i < prompts.size(); i++) {
        EncodedText states = EncodedText.row(tokens, mask, i, length());
        computed.put(prompts.get(i), states);
        remember(prompts.get(i), states);
      }
      return computed;
    }
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

  private synchronized boolean full() {
    return full;
  }

  private synchronized void remember(String prompt, EncodedText states) {
    EncodedText before = recent.put(prompt, states);
    bytes += states.bytes() - (before == null ? 0 : before.bytes());
    var oldest = recent.values().iterator();
    while (bytes > capacity) {
      full = true;
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

package corgi.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import corgi.engine.tensor.Tensors;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CachedTextEncoderTest implements TextEncoderLaws {
  private static final int L = 7;
  private static final int D = 5;

  private final HashedWords plain = new HashedWords(L, D);
  private final CachedTextEncoder cached = new CachedTextEncoder(plain, 1);

  @Override
  public TextEncoder encoder() {
    return cached;
  }

  @Test
  void saysBitForBitWhatTheEncoderSays() {
    int[] expected = TextEncoderLaws.bits(plain, PROMPTS);
    assertThat(TextEncoderLaws.bits(cached, PROMPTS)).isEqualTo(expected);
    assertThat(TextEncoderLaws.bits(cached, PROMPTS)).isEqualTo(expected);
  }

  /** What an encoder without its last blocks says is not what the whole one says. */
  @Test
  void anEncoderThatSkipsBlocksHasAMemoryOfItsOwn() {
    HashedWords shorter = new HashedWords(L, D + 1);
    TextEncoder skips = new Skipping(plain, shorter);
    try (CachedTextEncoder both = new CachedTextEncoder(skips, 1)) {
      assertThat(both.skipping(0)).isSameAs(both);
      assertThat(both.skipping(1)).isSameAs(both.skipping(1));
      assertThat(both.encoded("a cat").dimension()).isEqualTo(D);
      assertThat(both.skipping(1).encoded("a cat").dimension()).isEqualTo(D + 1);
    }
    assertThatThrownBy(() -> cached.skipping(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("clip_skip = 2: " + plain.name());
  }

  private record Skipping(TextEncoder whole, TextEncoder shorter) implements TextEncoder {
    @Override
    public TextEncoder skipping(int blocks) {
      return shorter;
    }

    @Override
    public String name() {
      return whole.name();
    }

    @Override
    public int dimension() {
      return whole.dimension();
    }

    @Override
    public int length() {
      return whole.length();
    }

    @Override
    public int count(String prompt) {
      return whole.count(prompt);
    }

    @Override
    public Conditioning encode(List<String> prompts) {
      return whole.encode(prompts);
    }

    @Override
    public void close() {
      whole.close();
    }
  }

  @Test
  void encodesAPromptOnce() {
    cached.encoded(List.of("a cat", "a dog", "a cat"));
    cached.encoded("a dog");
    assertThat(plain.encoded()).isEqualTo(2);
    assertThat(cached.size()).isEqualTo(2);
    assertThat(cached.hitRate()).isEqualTo(0.25);
  }

  @Test
  void heapStatesAreThoseOfTheArrays() {
    EncodedText text = cached.encoded("a cat wearing sunglasses");
    FloatBuffer tokens = FloatBuffer.allocate(2 * L * D);
    FloatBuffer mask = FloatBuffer.allocate(2 * L);
    text.putTokens(tokens);
    text.putTokens(tokens);
    text.putMask(mask);
    assertThat(tokens.position()).isEqualTo(2 * L * D);
    assertThat(mask.position()).isEqualTo(L);
    Tensors.scope(
        () -> {
          Conditioning said = plain.encode(List.of("a cat wearing sunglasses"));
          assertThat(text.tokens()).isEqualTo(said.tokens().toFloatArray());
          assertThat(text.mask()).isEqualTo(said.mask().toFloatArray());
          assertThat(tokens.slice(L * D, L * D))
              .isEqualTo(FloatBuffer.wrap(said.tokens().toFloatArray()));
        });
    assertThat(text.length()).isEqualTo(L);
    assertThat(text.dimension()).isEqualTo(D);
  }

  @Test
  void whatIsHandedOutIsACopy() {
    EncodedText text = cached.encoded("a cat");
    float[] before = text.tokens();
    text.tokens()[0] = 99;
    text.mask()[0] = 99;
    assertThat(cached.encoded("a cat").tokens()).isEqualTo(before);
    assertThat(cached.encoded("a cat").mask()).containsExactly(1, 1, 1, 0, 0, 0, 0);
  }

  @Test
  void forgetsWhatWasUsedLongestAgo() {
    int capacity = (int) (1_000_000 / cached.encoded("1").bytes());
    for (int i = 2; i <= capacity; i++) {
      cached.encoded(Integer.toString(i));
    }
    cached.encoded("1"); // used again
    cached.encoded("one too many");
    int before = plain.encoded();
    cached.encoded("1");
    assertThat(plain.encoded()).isEqualTo(before);
    cached.encoded("2");
    assertThat(plain.encoded()).isEqualTo(before + 1);
    assertThat(cached.size()).isLessThanOrEqualTo(capacity);
  }

  @Test
  void aBatchLargerThanTheMemoryIsStillAnswered() {
    List<String> prompts = IntStream.range(0, 8000).mapToObj(Integer::toString).toList();
    List<EncodedText> said = cached.encoded(prompts);
    assertThat(said).hasSize(8000);
    assertThat(said.get(0).tokens()).isEqualTo(cached.encoded("0").tokens());
  }

  @Test
  void warmsUpUntilItIsFull() {
    assertThat(cached.warm(List.of("a", "b", "a"))).isEqualTo(2);
    assertThat(cached.warm(List.of("b", "c"))).isEqualTo(3);
    assertThat(plain.encoded()).isEqualTo(3);
    List<String> many = IntStream.range(0, 100_000).mapToObj(Integer::toString).toList();
    cached.warm(many);
    assertThat(plain.encoded()).isLessThan(10_000);
  }

  @Test
  void aMemoryOfNothingIsRefused() {
    assertThatThrownBy(() -> new CachedTextEncoder(plain, 0)).hasMessageContaining("megabytes = 0");
  }
}

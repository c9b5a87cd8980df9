package corgi.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.util.NativeResource;
import corgi.engine.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every text encoder. */
public interface TextEncoderLaws {
  /** Short, long, empty, repeated and foreign. */
  List<String> PROMPTS =
      List.of(
          "a cat wearing sunglasses",
          "",
          "a panda wearing glasses and a top hat on a blue background",
          "x",
          "猫 🐱 café",
          "a cat wearing sunglasses",
          "on and on ".repeat(400));

  /** The encoder under test; a law does not close it. */
  TextEncoder encoder();

  /**
   * How many tokens of a prompt are looked at: the real ones, unless the encoder was trained to
   * look at its padding, too.
   */
  default int attended(String prompt) {
    return Math.min(encoder().length(), encoder().count(prompt));
  }

  /** Token states of prompts as bits, row after row. */
  static int[] bits(TextEncoder encoder, List<String> prompts) {
    int[][] result = new int[1][];
    Tensors.scope(() -> result[0] = bits(encoder.encode(prompts).tokens()));
    return result[0];
  }

  private static int[] bits(NDArray array) {
    float[] values = array.toFloatArray();
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
    return bits;
  }

  @Test
  default void aRowHasTheStatedShapeAndAMaskOfOnesThenZeros() {
    int l = encoder().length();
    Tensors.scope(
        () -> {
          Conditioning said = encoder().encode(PROMPTS);
          assertThat(said.tokens().getShape().getShape())
              .containsExactly(PROMPTS.size(), l, encoder().dimension());
          assertThat(said.mask().getShape().getShape()).containsExactly(PROMPTS.size(), l);
          float[] mask = said.mask().toFloatArray();
          for (int row = 0; row < PROMPTS.size(); row++) {
            float[] expected = new float[l];
            Arrays.fill(expected, 0, attended(PROMPTS.get(row)), 1);
            assertThat(Arrays.copyOfRange(mask, row * l, (row + 1) * l)).isEqualTo(expected);
          }
        });
  }

  @Test
  default void evenTheEmptyPromptHasAToken() {
    assertThat(encoder().count("")).isPositive(); // or attention would divide by zero
  }

  @Test
  default void aLongPromptIsCountedWhole() {
    assertThat(encoder().count(PROMPTS.get(6))).isGreaterThan(encoder().length());
  }

  @Test
  default void aRowIsTheSameAloneAndInAnyBatch() {
    int row = encoder().length() * encoder().dimension();
    int[] together = bits(encoder(), PROMPTS);
    for (int i = 0; i < PROMPTS.size(); i++) {
      String prompt = PROMPTS.get(i);
      int[] mine = Arrays.copyOfRange(together, i * row, (i + 1) * row);
      assertThat(bits(encoder(), List.of(prompt))).as(prompt).isEqualTo(mine);
      List<String> many = Stream.generate(() -> prompt).limit(5).toList();
      for (int j = 0; j < 5; j++) {
        assertThat(Arrays.copyOfRange(bits(encoder(), many), j * row, (j + 1) * row))
            .as(prompt)
            .isEqualTo(mine);
      }
    }
  }

  @Test
  default void differentPromptsHaveDifferentStates() {
    assertThat(bits(encoder(), List.of("a cat"))).isNotEqualTo(bits(encoder(), List.of("a dog")));
  }

  @Test
  default void threadsMayShareIt() throws Exception {
    int[] expected = bits(encoder(), PROMPTS);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<int[]> task = () -> bits(encoder(), PROMPTS);
      for (Future<int[]> said : threads.invokeAll(List.of(task, task, task, task))) {
        assertThat(said.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  default void whatItSaysBelongsToTheScopeOfTheCaller() {
    NDArray[] said = new NDArray[2];
    Tensors.scope(
        () -> {
          Conditioning inner = encoder().encode(List.of("a cat"));
          said[0] = inner.tokens();
          said[1] = inner.mask();
          assertThat(((NativeResource<?>) said[0]).isReleased()).isFalse();
        });
    assertThat(((NativeResource<?>) said[0]).isReleased()).isTrue();
    assertThat(((NativeResource<?>) said[1]).isReleased()).isTrue();
  }

  @Test
  default void noPromptsAreRefused() {
    assertThatThrownBy(() -> encoder().encode(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one");
  }
}

package corgi.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import corgi.engine.model.CachedTextEncoder;
import corgi.engine.model.Conditioning;
import corgi.engine.model.TextEncoder;
import corgi.engine.model.TextEncoderLaws;
import corgi.engine.model.TextEncoderPlugin;
import corgi.engine.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MiniLmTest implements TextEncoderLaws {
  private static final int L = 24;
  private static final int D = 384;
  private static final List<String> SENTENCES =
      List.of(
          "a cat wearing sunglasses",
          "A Pembroke Welsh Corgi, in a party hat!",
          "",
          "   ",
          "x",
          "a panda wearing glasses and a top hat on a blue background, noto style",
          "Ünïcödé naïve café – “quotes”",
          "猫 と 犬",
          "🐱🕶️ emoji",
          "antidisestablishmentarianism supercalifragilistic",
          "3.14159 + 2.71828 = 5.85987",
          "a prompt that goes on" + " and on".repeat(20));

  private static MiniLm encoder;

  @BeforeAll
  static void load() throws Exception {
    Tensors.threads(Tensors.threads()); // PyTorch itself is loaded outside the measurement
    long start = System.nanoTime();
    encoder = new MiniLm(L);
    System.out.printf("MiniLM loaded in %.2f s%n", (System.nanoTime() - start) / 1e9);
  }

  @AfterAll
  static void unload() {
    encoder.close();
  }

  @Override
  public TextEncoder encoder() {
    return encoder;
  }

  private static float[] states(TextEncoder encoder, String prompt) {
    float[][] result = new float[1][];
    Tensors.scope(() -> result[0] = encoder.encode(List.of(prompt)).tokens().toFloatArray());
    return result[0];
  }

  @Test
  void saysWhatOnnxRuntimeSays() throws Exception {
    double worst = 0;
    double largest = 0;
    try (OnnxOracle oracle = new OnnxOracle();
        BertTokenizer tokenizer = BertTokenizerTest.load()) {
      for (String sentence : SENTENCES) {
        long[] ids = tokenizer.ids(sentence, L);
        float[][] expected = oracle.states(ids, L);
        float[] actual = states(encoder, sentence);
        for (int i = 0; i < ids.length * D; i++) {
          worst = Math.max(worst, Math.abs(expected[i / D][i % D] - actual[i]));
          largest = Math.max(largest, Math.abs(expected[i / D][i % D]));
        }
      }
    }
    System.out.printf(
        "MiniLM and ONNX Runtime differ by at most %.1e in states of up to %.1f%n", worst, largest);
    assertThat(largest).isGreaterThan(1);
    assertThat(worst).isLessThan(1e-4);
  }

  @Test
  void statesOfPaddingAreZero() {
    float[] said = states(encoder, "x"); // [CLS] x [SEP]
    for (int i = 0; i < said.length; i++) {
      assertThat(said[i] != 0).as("value %d", i).isEqualTo(i < 3 * D);
    }
  }

  @Test
  void statesDoNotDependOnTheLengthUnlessTruncated() throws Exception {
    String sentence = SENTENCES.get(5); // 18 tokens
    try (MiniLm longer = new MiniLm(200)) {
      assertThat(Arrays.copyOf(states(longer, sentence), L * D))
          .isEqualTo(states(encoder, sentence));
    }
    try (MiniLm shorter = new MiniLm(10)) {
      assertThat(states(shorter, sentence))
          .isNotEqualTo(Arrays.copyOf(states(encoder, sentence), 10 * D));
    }
  }

  @Test
  void theLongestLengthEqualsOnnxRuntimeToo() throws Exception {
    String prompt = "a cat and a dog ".repeat(150); // 752 tokens
    try (MiniLm longest = new MiniLm(512);
        OnnxOracle oracle = new OnnxOracle();
        BertTokenizer tokenizer = BertTokenizerTest.load()) {
      assertThat(longest.count(prompt)).isEqualTo(752);
      float[][] expected = oracle.states(tokenizer.ids(prompt, 512), 512);
      float[] actual = states(longest, prompt);
      for (int i = 0; i < actual.length; i++) {
        assertThat(Math.abs(expected[i / D][i % D] - actual[i])).isLessThan(1e-4f);
      }
    }
  }

  @Test
  void aRowIsTheSameWhereverItIsPacked() {
    List<String> prompts = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      prompts.add(SENTENCES.get(i * 7 % SENTENCES.size()));
    }
    int[] together = TextEncoderLaws.bits(encoder, prompts);
    for (int i = 0; i < prompts.size(); i++) {
      assertThat(Arrays.copyOfRange(together, i * L * D, (i + 1) * L * D))
          .as("prompt %d: %s", i, prompts.get(i))
          .isEqualTo(TextEncoderLaws.bits(encoder, List.of(prompts.get(i))));
    }
  }

  @Test
  void aRowIsTheSameOnOneThreadAndOnTwo() {
    int threads = Tensors.threads();
    try {
      Tensors.threads(1);
      int[] one = TextEncoderLaws.bits(encoder, SENTENCES);
      Tensors.threads(2);
      assertThat(TextEncoderLaws.bits(encoder, SENTENCES)).isEqualTo(one);
    } finally {
      Tensors.threads(threads);
    }
  }

  @Test
  void rememberedStatesHaveTheSameBits() throws Exception {
    try (CachedTextEncoder cached = new CachedTextEncoder(new MiniLm(L), 10)) {
      cached.warm(SENTENCES);
      assertThat(TextEncoderLaws.bits(cached, SENTENCES))
          .isEqualTo(TextEncoderLaws.bits(encoder, SENTENCES));
    }
  }

  @Test
  void nativeMemoryIsFlatEvenOutsideOfAnyScope() {
    int before = encoder.arrays();
    for (int i = 0; i < 50; i++) {
      Conditioning said = encoder.encode(List.of("a cat"));
      said.tokens().close();
      said.mask().close();
    }
    assertThat(encoder.arrays()).isEqualTo(before).isBetween(100, 200);
  }

  @Test
  void weightsDoNotBelongToTheScopeTheyWereLoadedIn() {
    MiniLm[] loaded = new MiniLm[1];
    Tensors.scope(() -> loaded[0] = load(L));
    try (MiniLm mine = loaded[0]) {
      assertThat(states(mine, "a cat")).isEqualTo(states(encoder, "a cat"));
    }
  }

  @Test
  void whatWasSaidOutlivesTheEncoder() {
    Tensors.scope(
        () -> {
          NDArray said;
          try (MiniLm mine = load(L)) {
            said = mine.encode(List.of("a cat")).tokens();
          }
          assertThat(said.toFloatArray()).isEqualTo(states(encoder, "a cat"));
        });
  }

  private static MiniLm load(int length) {
    try {
      return new MiniLm(length);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void isFoundByItsName() throws Exception {
    try (TextEncoder found = TextEncoderPlugin.create("all-MiniLM-L6-v2", 5)) {
      assertThat(found.name()).isEqualTo("all-MiniLM-L6-v2");
      assertThat(found.length()).isEqualTo(5);
      assertThat(found.dimension()).isEqualTo(D);
    }
    assertThatThrownBy(() -> TextEncoderPlugin.create("bert", 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown text encoder 'bert'; known: all-MiniLM-L6-v2");
  }

  @Test
  void lengthsOutOfRangeAreRefused() {
    for (int length : new int[] {-1, 0, 1, 513}) {
      assertThatThrownBy(() -> new MiniLm(length))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("length = " + length)
          .hasMessageContaining("from 2 to 512");
    }
  }
}

package corgi.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchNoiseTest {
  /** The 10,000th number of the default seed, by the C++ standard (26.6.4, mt19937). */
  @Test
  void isTheMersenneTwister() {
    MersenneTwister generator = new MersenneTwister(5489);
    for (int i = 1; i < 10_000; i++) {
      generator.bits();
    }
    assertThat(Integer.toUnsignedLong(generator.bits())).isEqualTo(4_123_659_995L);
  }

  /** Whole blocks, a block laid over the end, and one by one. */
  @ParameterizedTest
  @ValueSource(longs = {0, 7, 42, 1_234_567_890_123L})
  void drawsWhatPyTorchDraws(long seed) {
    Engine engine = Engine.getEngine("PyTorch");
    try (NDManager manager = Tensors.manager()) {
      engine.setRandomSeed((int) seed); // DJL's seed has 32 bits, and so many count
      Noise noise = new TorchNoise(manager, seed);
      for (Shape image :
          new Shape[] {
            new Shape(4, 8, 8),
            new Shape(3, 7, 5),
            new Shape(1, 1, 3),
            new Shape(1, 1, 16),
            new Shape(1, 1, 2),
            new Shape(1, 1, 17),
            new Shape(4, 64, 64)
          }) {
        NDArray theirs = manager.randomNormal(new Shape(1).addAll(image));
        float[] ours = noise.at(Noise.INITIAL, 0, image).toFloatArray();
        assertThat(ours).as("%s", image).hasSize((int) image.size());
        assertThat(ours).containsExactly(theirs.toFloatArray(), within(2e-6f));
      }
    }
  }

  @Test
  void imagesHaveABatchOfOne() {
    try (NDManager manager = Tensors.manager()) {
      NDArray z = new TorchNoise(manager, 3).at(0, 0, new Shape(4, 8, 8));
      assertThat(z.getShape()).isEqualTo(new Shape(1, 4, 8, 8));
      assertThat(z.mean().getFloat()).isCloseTo(0, within(0.2f));
    }
  }
}

package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.analytic.GaussianMixture;
import corgi.engine.analytic.Times;
import corgi.engine.plugin.Plugins;
import corgi.engine.plugin.Spec;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.Noise;
import corgi.engine.tensor.SeededNoise;
import corgi.engine.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs that begin with a picture. Meng et al. 2021, "SDEdit" (2108.01073). */
class BeginningInTheMiddleTest {
  private static final Grid GRID = Times.even(20, 0.05, 10);
  private static final Shape IMAGE = new Shape(2, 1, 1);

  private final NDManager manager = Tensors.manager();
  private final Noise noise = new SeededNoise(manager, 1, 2, 3);
  private final NDArray clean =
      manager.create(new float[] {-0.8f, 0.2f, 0.6f, -0.4f, 0, 1}, new Shape(3, 2, 1, 1));

  @AfterEach
  void close() {
    manager.close();
  }

  static Stream<String> samplers() {
    return Plugins.all(SamplerPlugin.class).keySet().stream();
  }

  private static Sampling whole(String sampler) {
    Sampler method = Plugins.create(SamplerPlugin.class, "sampler", Spec.parse(sampler));
    return new Sampling(method, GRID);
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void everySamplerAsksFirstAtTheLevelItsPictureWasNoisedTo(String name) {
    Sampling last = whole(name).last(6);
    List<Stage> asked = new ArrayList<>();
    List<float[]> states = new ArrayList<>();
    Denoiser denoiser =
        (x, stage) -> {
          asked.add(stage);
          states.add(x.toFloatArray());
          return GaussianMixture.pair().denoiser().denoise(x, stage);
        };
    NDArray epsilon = noise.at(Noise.INITIAL, 0, IMAGE);
    NDArray end = last.run(last.start(clean, epsilon), denoiser, noise, Listener.NONE);

    NoiseLevel level = GRID.levels().get(4);
    assertThat(asked.get(0).level()).isEqualTo(level);
    assertThat(asked.get(0).index()).isEqualTo(4);
    assertThat(asked).extracting(Stage::count).containsOnly(10);
    assertThat(asked).filteredOn(Stage::first).hasSize(6);
    float[] noised = clean.mul(level.alpha()).add(epsilon.mul(level.sigma())).toFloatArray();
    assertThat(states.get(0)).containsExactly(noised);
    assertThat(end.abs().max().getFloat()).isBetween(0.1f, 3f);
  }

  /** From little noise every method leads back to about where it began. */
  @ParameterizedTest
  @MethodSource("samplers")
  void littleStrengthChangesLittle(String name) {
    Sampling last = whole(name).last(2);
    NDArray start = last.start(clean, noise.at(Noise.INITIAL, 0, IMAGE));
    NDArray end = last.run(start, GaussianMixture.pair().denoiser(), noise, Listener.NONE);

    assertThat(end.sub(clean).abs().max().getFloat()).isBetween(1e-4f, 0.35f); // κ = .097
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void fullStrengthFromPureNoiseIsTheWholeRun(String name) {
    List<NoiseLevel> levels = new ArrayList<>(List.of(new NoiseLevel(0, 1, 1e9)));
    levels.addAll(GRID.levels());
    levels.add(NoiseLevel.CLEAN);
    Sampling sampling = new Sampling(whole(name).sampler(), Grid.through(levels, 1));
    Denoiser denoiser = GaussianMixture.pair().denoiser();
    NDArray plain = sampling.draw(denoiser, noise, IMAGE);
    NDArray start = sampling.last(sampling.steps()).start(clean, noise.at(Noise.INITIAL, 0, IMAGE));

    assertThat(sampling.run(start, denoiser, noise, Listener.NONE).toFloatArray())
        .containsExactly(plain.toFloatArray());
  }

  @Test
  void noStepAtAllIsThePicture() {
    Sampling none = whole("euler").last(0);

    assertThat(none.steps()).isZero();
    assertThat(none.start(clean, clean.mul(3)).toFloatArray())
        .containsExactly(clean.toFloatArray());
  }

  @Test
  void moreStepsThanThereAreAreRefused() {
    assertThatThrownBy(() -> whole("euler").last(11))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("skipped = -1: must be from 0 to 10, the steps");
  }
}

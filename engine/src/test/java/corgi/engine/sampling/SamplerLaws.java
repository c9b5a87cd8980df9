package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.analytic.GaussianMixture;
import corgi.engine.analytic.Times;
import corgi.engine.model.Clean;
import corgi.engine.model.ConditionalModel;
import corgi.engine.model.Edm;
import corgi.engine.model.Epsilon;
import corgi.engine.model.Evaluation;
import corgi.engine.model.LearnedVariance;
import corgi.engine.model.Preconditioning;
import corgi.engine.model.Side;
import corgi.engine.model.Ve;
import corgi.engine.model.Velocity;
import corgi.engine.model.Weights;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.Noise;
import corgi.engine.tensor.SeededNoise;
import corgi.engine.tensor.Slot;
import corgi.engine.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every sampler must do. A sampler's test implements this. */
interface SamplerLaws {
  /** The sampler in its usual settings. */
  Sampler sampler();

  /** Whether it adds noise. */
  default boolean stochastic() {
    return false;
  }

  /** The mixture's state that runs start from. */
  private static NDArray start(NDManager manager) {
    float[] z = {0.4f, -1.2f, 1.9f, 0.3f, -0.7f, -0.1f};
    return manager.create(z, new Shape(3, 2, 1, 1));
  }

  private static Noise seeded(NDManager manager) {
    return new SeededNoise(manager, 11, 12, 13);
  }

  private static float largest(NDArray a, NDArray b) {
    return a.sub(b).abs().max().getFloat();
  }

  @Test
  default void sameSeedGivesTheSameImage() {
    try (NDManager manager = Tensors.manager()) {
      var sampling = new Sampling(sampler(), Times.even(20, 0.05, 8));
      Denoiser denoiser = GaussianMixture.pair().denoiser();
      Shape image = new Shape(2, 1, 1);
      float[] once = sampling.draw(denoiser, seeded(manager), image).toFloatArray();
      assertThat(sampling.draw(denoiser, seeded(manager), image).toFloatArray()).isEqualTo(once);
      Noise other = new SeededNoise(manager, 14, 15, 16);
      assertThat(sampling.draw(denoiser, other, image).toFloatArray()).isNotEqualTo(once);
    }
  }

  @Test
  default void noiseIsDrawnIfAndOnlyIfItIsStochastic() {
    try (NDManager manager = Tensors.manager()) {
      AtomicInteger draws = new AtomicInteger();
      Noise counted =
          (step, draw, image) -> {
            draws.incrementAndGet();
            return seeded(manager).at(step, draw, image);
          };
      new Sampling(sampler(), Times.even(20, 0.05, 8))
          .run(start(manager), GaussianMixture.pair().denoiser(), counted, Listener.NONE);
      assertThat(draws.get() > 0).isEqualTo(stochastic());
    }
  }

  @Test
  default void imageDoesNotDependOnItsBatch() {
    try (NDManager manager = Tensors.manager()) {
      var sampling = new Sampling(sampler(), Times.even(20, 0.05, 8));
      Shape image = new Shape(3, 5, 5);
      Denoiser denoiser = GaussianMixture.single(image, 0.2, 0.5).denoiser();
      NDArray batch = sampling.draw(denoiser, seeded(manager), image);
      NDArray alone = sampling.draw(denoiser, new SeededNoise(manager, 12), image);
      assertThat(alone.toFloatArray()).isEqualTo(batch.get("1:2").toFloatArray());
    }
  }

  @Test
  default void stepAsksAsOftenAsItSays() {
    try (NDManager manager = Tensors.manager()) {
      List<Stage> asked = new ArrayList<>();
      Denoiser denoiser =
          (x, stage) -> {
            asked.add(stage);
            return Denoised.of(x.mul(0.3));
          };
      new Sampling(sampler(), Times.inside(5, 0.2, 6))
          .run(start(manager), denoiser, seeded(manager), Listener.NONE);
      assertThat(asked).hasSize(sampler().evaluations(6));
      assertThat(asked).filteredOn(Stage::first).hasSize(6);
      assertThat(asked.get(asked.size() - 1).index()).isEqualTo(5);
    }
  }

  @Test
  default void runsShareNoMemory() {
    try (NDManager manager = Tensors.manager()) {
      Grid grid = Times.even(20, 0.05, 8);
      Denoiser denoiser = GaussianMixture.pair().denoiser();
      NDArray x = start(manager);
      NDArray y = x.mul(-1.5);
      var sampling = new Sampling(sampler(), grid);
      NDArray alone = sampling.run(x, denoiser, seeded(manager), Listener.NONE);
      Slot a = new Slot();
      Slot b = new Slot();
      Tensors.scope(
          () -> {
            a.set(x);
            b.set(y);
            Stepper first = sampler().begin(grid);
            Stepper second = sampler().begin(grid);
            for (int i = 0; i < grid.steps(); i++) {
              NoiseLevel level = grid.levels().get(i);
              var stage = new Stage(level, grid.nexts().get(i), i, grid.steps(), true);
              a.set(first.step(new Stepper.Step(a.get(), stage, denoiser, seeded(manager))));
              b.set(second.step(new Stepper.Step(b.get(), stage, denoiser, seeded(manager))));
            }
            assertThat(a.get().toFloatArray()).isEqualTo(alone.toFloatArray());
          });
    }
  }

  /** From α = 0 there is one sane step; what follows is a run that begins where it arrived. */
  @Test
  default void runFromPureNoiseGoesOnAsIfItBeganAfterItsFirstStep() {
    try (NDManager manager = Tensors.manager()) {
      Denoiser denoiser = GaussianMixture.pair().denoiser();
      Grid rest = Times.even(20, 0.05, 8);
      NoiseLevel pure = new NoiseLevel(0, 1, 1e9);
      NoiseLevel noisiest = rest.levels().get(0);
      List<NoiseLevel> levels = new ArrayList<>(List.of(pure));
      levels.addAll(rest.levels());
      levels.add(NoiseLevel.CLEAN);
      Noise noise = seeded(manager);
      NDArray whole = run(Grid.through(levels, 1), start(manager), denoiser, noise);
      NDArray first =
          run(Grid.through(List.of(pure, noisiest), 1), start(manager), denoiser, noise);
      if (!stochastic()) { // α′·E[x₀] + σ′·ε
        NDArray mean = GaussianMixture.pair().clean(start(manager), pure).mul(noisiest.alpha());
        assertThat(largest(mean.add(start(manager).mul(noisiest.sigma())), first))
            .isLessThan(1e-5f);
      }
      Noise later = (step, draw, image) -> noise.at(step + 1, draw, image);
      assertThat(largest(whole, run(rest, first, denoiser, later))).isLessThan(1e-4f);
      assertThat(whole.abs().max().getFloat()).isBetween(0.1f, 3f);
    }
  }

  private NDArray run(Grid grid, NDArray x, Denoiser denoiser, Noise noise) {
    return new Sampling(sampler(), grid).run(x, denoiser, noise, Listener.NONE);
  }

  @Test
  default void predictionTypesGiveTheSameImage() {
    try (NDManager manager = Tensors.manager()) {
      GaussianMixture mixture = GaussianMixture.pair();
      var sampling = new Sampling(sampler(), Times.even(20, 0.05, 10));
      NDArray exact =
          sampling.run(start(manager), mixture.denoiser(1), seeded(manager), Listener.NONE);
      for (Preconditioning type :
          List.of(new Epsilon(), new Velocity(), new Clean(), new Edm(0.5), new Ve())) {
        var model =
            new ConditionalModel(
                Map.of(Weights.MAIN, mixture.network(type, Times::level)),
                type,
                LearnedVariance.RANGE,
                Map.of(Side.PROMPT, mixture.condition(manager, 1, 1, 1)));
        Denoiser denoiser =
            (x, stage) ->
                Denoised.of(
                    model
                        .answer(x, stage, List.of(Evaluation.CONDITIONAL))
                        .clean(Evaluation.CONDITIONAL));
        NDArray end = sampling.run(start(manager), denoiser, seeded(manager), Listener.NONE);
        assertThat(largest(end, exact)).as(type.name()).isLessThan(1e-4f);
      }
    }
  }

  @Test
  default void twoThousandStepsLeaveNothingBehind() {
    try (NDManager manager = Tensors.manager()) {
      List<Integer> arrays = new ArrayList<>();
      NDArray x = start(manager);
      Listener counting =
          new Listener() {
            @Override
            public NDArray stepped(Stage stage, NDArray state) {
              arrays.add(manager.getManagedArrays().size());
              return state;
            }
          };
      Denoiser denoiser = (y, stage) -> Denoised.of(y.mul(0.3));
      NDArray end =
          new Sampling(sampler(), Times.inside(20, 0.05, 2000))
              .run(x, denoiser, seeded(manager), counting);
      assertThat(arrays.get(1990)).isEqualTo(arrays.get(10));
      end.close();
      assertThat(manager.getManagedArrays()).hasSize(1); // x
    }
  }

  /**
   * N(.3, .5²) ends as such, to the order's accuracy: the mean and deviation of 4,096 pixels. The
   * probability flow scales each pixel's distance from the mean alike, so that no sampling error
   * comes in: the end is compared with the start.
   */
  @Test
  default void gaussianKeepsItsMeanAndDeviation() {
    try (NDManager manager = Tensors.manager()) {
      Shape image = new Shape(1, 64, 64);
      Denoiser denoiser = GaussianMixture.single(image, 0.3, 0.5).denoiser();
      Grid grid = Times.even(100, 0.01, 100);
      float[] z =
          new Sampling(sampler(), grid)
              .draw(denoiser, new SeededNoise(manager, 5), image)
              .toFloatArray();
      double mean = IntStream.range(0, z.length).mapToDouble(i -> z[i]).average().orElseThrow();
      double variance =
          IntStream.range(0, z.length)
              .mapToDouble(i -> (z[i] - mean) * (z[i] - mean))
              .average()
              .orElseThrow();
      assertThat(mean).isCloseTo(0.3, within(0.03)); // σ/√n = .008
      assertThat(Math.sqrt(variance)).isCloseTo(0.5, within(0.03));
    }
  }
}

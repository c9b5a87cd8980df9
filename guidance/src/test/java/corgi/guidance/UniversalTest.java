package corgi.guidance;

import static corgi.engine.model.Evaluation.UNCONDITIONAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import corgi.engine.model.Answers;
import corgi.engine.model.GuidancePlugin;
import corgi.engine.sampling.Ddim;
import corgi.engine.sampling.Denoiser;
import corgi.engine.sampling.DpmSolver;
import corgi.engine.sampling.Listener;
import corgi.engine.sampling.Sampler;
import corgi.engine.sampling.Sampling;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.SeededNoise;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UniversalTest implements StrategyLaws {
  @Override
  public GuidancePlugin plugin() {
    return new Universal.Named();
  }

  @Override
  public int askedAgain(double gamma) {
    return gamma == 0 ? 0 : 1; // under recording
  }

  /** (σ²/α)·γ·∇ₓ log p(y | u(x)), the gradient by differences through the denoiser. */
  @Test
  void forwardIsTheGradientThroughTheEstimate() {
    try (World world = new World()) {
      Stage stage = World.stage(4);
      NDArray x = world.state(4, 1);
      float[] u = world.answer(x, stage, UNCONDITIONAL, 2).toFloatArray();
      float[] guided = world.guided(with(Map.of("gamma", 3.0)), x, stage, 2).toFloatArray();
      NoiseLevel level = stage.level();
      double[] g = gradientThroughTheEstimate(world, x, stage);
      double most = 0;
      for (int i = 0; i < u.length; i++) {
        double shift = 3 * level.sigma() * level.sigma() / level.alpha() * g[i];
        assertThat((double) (guided[i] - u[i]))
            .isCloseTo(shift, within(0.02 + 0.01 * Math.abs(shift)));
        most = Math.max(most, Math.abs(shift));
      }
      assertThat(most).as("a shift to be seen").isGreaterThan(0.1);
    }
  }

  private static double[] gradientThroughTheEstimate(World world, NDArray x, Stage stage) {
    double h = 1e-2;
    double[] g = new double[(int) x.size()];
    for (int i = 0; i < g.length; i++) {
      float[] along = new float[g.length];
      along[i] = (float) h;
      NDArray d = world.manager.create(along, x.getShape());
      g[i] = (fit(world, x.add(d), stage) - fit(world, x.sub(d), stage)) / (2 * h);
    }
    return g;
  }

  /** log p(class 2 | u(x)). */
  private static double fit(World world, NDArray x, Stage stage) {
    NDArray u = world.answer(x, stage, UNCONDITIONAL, 2);
    return world.mixture.logPosterior(u, NoiseLevel.CLEAN).toFloatArray()[2];
  }

  /** From u, two steps of size r along the gradient of log p(y | clean picture). */
  @Test
  void backwardClimbsFromTheEstimate() {
    try (World world = new World()) {
      Stage stage = World.stage(4);
      NDArray x = world.state(4, 1);
      var backward = with(Map.of("gamma", 0.0, "backward", 2.0, "rate", 0.05));
      NDArray climbed = world.answer(x, stage, UNCONDITIONAL, 2);
      Stage clean = new Stage(NoiseLevel.CLEAN, NoiseLevel.CLEAN, 0, 1, true);
      for (int step = 0; step < 2; step++) {
        double[] g = world.gradientByDifferences(climbed, clean, 2);
        float[] move = new float[g.length];
        for (int i = 0; i < g.length; i++) {
          move[i] = (float) (0.05 * g[i]);
        }
        climbed = climbed.add(world.manager.create(move, climbed.getShape()));
      }
      GuidanceLaws.assertClose(world.guided(backward, x, stage, 2), climbed, 2e-3);
      assertThat(world.guided(backward, x, stage, 2).toFloatArray())
          .isNotEqualTo(world.answer(x, stage, UNCONDITIONAL, 2).toFloatArray());
    }
  }

  /** Two rounds are a step, the way back with the noise that was lost, and the step again. */
  @Test
  void roundsMakeAStepSeveralTimes() {
    try (World world = new World()) {
      Stage stage = World.stage(4);
      NDArray x = world.state(4, 1);
      var once = step(world, with(Map.of()).over(world.model(2)), x, stage);
      double ratio = stage.level().alpha() / stage.next().alpha();
      double carried = ratio * stage.next().sigma();
      double lost = Math.sqrt(stage.level().sigma() * stage.level().sigma() - carried * carried);
      NDArray epsilon = new SeededNoise(world.manager, 1).at(0, 63, World.IMAGE);
      NDArray back = once.mul(ratio).add(epsilon.mul(lost));
      NDArray twice = step(world, with(Map.of()).over(world.model(2)), back, stage);
      NDArray rounds = step(world, with(Map.of("rounds", 2.0)).over(world.model(2)), x, stage);
      GuidanceLaws.assertClose(rounds, twice, 1e-5);
      assertThat(rounds.toFloatArray()).isNotEqualTo(once.toFloatArray());
    }
  }

  private static NDArray step(World world, Denoiser denoiser, NDArray x, Stage stage) {
    Grid grid = new Grid(List.of(stage.level()), List.of(stage.next()), 1);
    var noise = new SeededNoise(world.manager, 1);
    return new Sampling(Ddim.EULER, grid).run(x, denoiser, noise, Listener.NONE);
  }

  @Test
  void samplersThatRememberStepsRefuseRoundsByName() {
    try (World world = new World()) {
      Sampler remembers = DpmSolver.plusPlus(2);
      assertThatThrownBy(
              () -> world.draw(remembers, with(Map.of("rounds", 2.0)), new long[] {1}, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("several times")
          .hasMessageContaining(remembers.toString());
      assertThat(world.draw(remembers, with(Map.of()), new long[] {1}, 0)).isNotEmpty();
    }
  }

  @Test
  void atPureNoiseNothingIsSteered() {
    Stage noise = new Stage(new NoiseLevel(0, 1, 999), NoiseLevel.CLEAN, 0, 2, true);
    Stage nearly = new Stage(new NoiseLevel(0.001, 1, 990), NoiseLevel.CLEAN, 0, 2, true);
    try (World world = new World()) {
      NDArray x = world.state(0, 1);
      Answers answers = world.model(1).answer(x, World.stage(0), List.of(UNCONDITIONAL));
      assertThat(with(Map.of()).combine(x, noise, answers)).isSameAs(answers.unconditional());
      assertThat(with(Map.of()).combine(x, nearly, answers)).isSameAs(answers.unconditional());
      assertThat(with(Map.of("high", 1e4)).combine(x, nearly, answers).toFloatArray())
          .isNotEqualTo(answers.unconditional().toFloatArray());
      assertThat(with(Map.of("rounds", 3.0)).nudge(x, noise, answers)).isNull();
    }
  }

  @Test
  void withoutAClassifierItSaysSo() {
    try (Hand hand = new Hand()) {
      NDArray c = hand.images(new float[] {1});
      assertThatThrownBy(() -> hand.combine(with(Map.of()), c, c))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("there is no classifier");
    }
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertThatThrownBy(() -> new Universal(Double.NaN, Universal.Options.FORWARD))
        .hasMessageContaining("γ = NaN");
    assertThatThrownBy(() -> new Universal.Options(-1, 1, 1, 1))
        .hasMessageContaining("backward = -1");
    assertThatThrownBy(() -> new Universal.Options(0, 0, 1, 1)).hasMessageContaining("rate = 0.0");
    assertThatThrownBy(() -> new Universal.Options(0, 1, 0, 1)).hasMessageContaining("rounds = 0");
  }
}

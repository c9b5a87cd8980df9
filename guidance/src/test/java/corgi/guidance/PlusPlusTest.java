package corgi.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import corgi.engine.model.Answers;
import corgi.engine.model.Evaluation;
import corgi.engine.model.Guidance;
import corgi.engine.model.GuidancePlugin;
import corgi.engine.sampling.Ddim;
import corgi.engine.sampling.Denoised;
import corgi.engine.sampling.Denoiser;
import corgi.engine.sampling.DpmSolver;
import corgi.engine.sampling.Listener;
import corgi.engine.sampling.Sampler;
import corgi.engine.sampling.Sampling;
import corgi.engine.sampling.Stage;
import corgi.engine.sampling.Stepper;
import corgi.engine.schedule.Grid;
import corgi.engine.tensor.SeededNoise;
import corgi.engine.tensor.Tensors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlusPlusTest implements StrategyLaws {
  @Override
  public GuidancePlugin plugin() {
    return new PlusPlus.Named();
  }

  @Test
  void theImageIsSteeredAndTheNoiseIsNot() {
    try (Hand hand = new Hand()) {
      NDArray c = hand.images(new float[] {0.5f, -1});
      NDArray u = hand.images(new float[] {0.2f, 0.4f});
      Guidance guidance = new PlusPlus(0.6);
      assertThat(hand.combine(guidance, c, u)).containsExactly(0.2f, 0.4f);
      assertThat(hand.shift(guidance, c, u)) // .6·.3, .6·(−1.4)
          .containsExactly(new float[] {0.18f, -0.84f}, within(1e-6f));
    }
  }

  /** The step of the paper, evaluated apart: α′·(u + λ·(c − u)) + σ′·(x − α·u)/σ. */
  @Test
  void aStepOfEulersMethodIsThePapers() {
    try (World world = new World()) {
      Stage stage = World.stage(3);
      NDArray x = world.state(3, 2);
      NDArray c = world.answer(x, stage, Evaluation.CONDITIONAL, 0, 1);
      NDArray u = world.answer(x, stage, Evaluation.UNCONDITIONAL, 0, 1);
      NDArray noise = x.sub(u.mul(stage.level().alpha())).div(stage.level().sigma());
      NDArray expected =
          u.add(c.sub(u).mul(0.4)).mul(stage.next().alpha()).add(noise.mul(stage.next().sigma()));
      GuidanceLaws.assertClose(step(world, new PlusPlus(0.4), x, stage), expected, 1e-5);
    }
  }

  @Test
  void aStepOfEulersMethodIsClassifierFreeOfAnotherStrength() {
    try (World world = new World()) {
      for (int i = 0; i < World.GRID.steps(); i++) {
        Stage stage = World.stage(i);
        NDArray x = world.state(i, 2);
        double gamma = 0.4 / (1 - stage.next().kappa() / stage.level().kappa());
        NDArray expected = step(world, new ClassifierFree(gamma), x, stage);
        GuidanceLaws.assertClose(step(world, new PlusPlus(0.4), x, stage), expected, 1e-4);
      }
    }
  }

  /** Every step with the strength that its two levels say, by both first-order methods. */
  @Test
  void soIsAWholeRun() {
    Guidance stepwise =
        new Guidance() {
          @Override
          public List<Evaluation> evaluations(Stage stage) {
            return List.of(Evaluation.CONDITIONAL, Evaluation.UNCONDITIONAL);
          }

          @Override
          public NDArray combine(NDArray x, Stage stage, Answers answers) {
            double gamma = 0.4 / (1 - stage.next().kappa() / stage.level().kappa());
            return new ClassifierFree(gamma).combine(x, stage, answers);
          }
        };
    try (World world = new World()) {
      for (Sampler sampler : List.of(Ddim.EULER, DpmSolver.plusPlus(1))) {
        float[] free = world.draw(sampler, stepwise, new long[] {1, 2}, 0, 1);
        assertThat(world.draw(sampler, new PlusPlus(0.4), new long[] {1, 2}, 0, 1))
            .as("%s", sampler)
            .containsExactly(free, within(1e-5f));
      }
    }
  }

  private static NDArray step(World world, Guidance guidance, NDArray x, Stage stage) {
    var grid = new Grid(List.of(stage.level()), List.of(stage.next()), 1);
    var denoiser = guidance.begin(grid).over(world.model(0, 1));
    var noise = new SeededNoise(world.manager, 1, 2);
    return new Sampling(Ddim.EULER, grid).run(x, denoiser, noise, Listener.NONE);
  }

  /** The loop by hand: the method's own steps know u alone, and Δ is added between them. */
  @Test
  void whatAMultistepMethodRemembersIsUnconditional() {
    try (World world = new World()) {
      float[] drawn = world.draw(DpmSolver.plusPlus(2), new PlusPlus(0.4), new long[] {1}, 0);
      float[] expected =
          Tensors.inference(
              () -> {
                var noise = new SeededNoise(world.manager, 1);
                NDArray x =
                    new Sampling(DpmSolver.plusPlus(2), World.GRID).start(noise, World.IMAGE);
                Stepper stepper = DpmSolver.plusPlus(2).begin(World.GRID);
                for (int i = 0; i < World.GRID.steps(); i++) {
                  Stage stage = World.stage(i);
                  NDArray u = world.answer(x, stage, Evaluation.UNCONDITIONAL, 0);
                  NDArray c = world.answer(x, stage, Evaluation.CONDITIONAL, 0);
                  Denoiser plain = (at, s) -> Denoised.of(u);
                  x =
                      stepper
                          .step(new Stepper.Step(x, stage, plain, noise))
                          .add(c.sub(u).mul(0.4 * stage.next().alpha()));
                }
                return x.toFloatArray();
              });
      assertThat(drawn).containsExactly(expected, within(1e-5f));
    }
  }

  @Test
  void gammaIsMappedToLambda() {
    assertThat(with(Map.of("gamma", 12.5))).hasToString("PlusPlus(λ=1.0)");
    assertThat(with(Map.of("gamma", 0.0))).hasToString("PlusPlus(λ=0.0)");
  }

  @Test
  void refusesWhatIsNoNumber() {
    assertThatThrownBy(() -> new PlusPlus(Double.NaN)).hasMessageContaining("λ = NaN");
  }
}

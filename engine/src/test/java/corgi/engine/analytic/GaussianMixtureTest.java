package corgi.engine.analytic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.model.Clean;
import corgi.engine.model.ConditionalModel;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Edm;
import corgi.engine.model.Epsilon;
import corgi.engine.model.Evaluation;
import corgi.engine.model.LearnedVariance;
import corgi.engine.model.Preconditioning;
import corgi.engine.model.Side;
import corgi.engine.model.Ve;
import corgi.engine.model.Velocity;
import corgi.engine.model.Weights;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.Tensors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianMixtureTest {
  private static final NoiseLevel LEVEL = new NoiseLevel(0.8, 0.6, Math.log(0.75));

  private final NDManager manager = Tensors.manager();
  private final GaussianMixture mixture = GaussianMixture.pair();

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray points() {
    return manager.create(
        new float[] {0.1f, -0.3f, 1.5f, 0.7f, -1.1f, 0.2f}, new Shape(3, 2, 1, 1));
  }

  @Test
  void cleanImageOfOneGaussianByHand() {
    // s = .5, α = .8, σ = .6: v = .64·.25 + .36 = .52; E = 1 + .8·.25/.52·(2 − .8)
    var single = GaussianMixture.single(new Shape(1, 1, 1), 1, 0.5);
    NDArray x = manager.create(new float[] {2}, new Shape(1, 1, 1, 1));
    assertThat(single.clean(x, LEVEL).toFloatArray()[0])
        .isCloseTo(1 + 0.2f / 0.52f * 1.2f, within(1e-6f));
  }

  @Test
  void posteriorByHand() {
    // At x = (0, 0) with s² = (.09, .25): v = .64·s² + .36; squared distances .64·(.68, .52)
    double a = 0.7 / 0.4176 * Math.exp(-0.64 * 0.68 / 2 / 0.4176);
    double b = 0.3 / 0.52 * Math.exp(-0.64 * 0.52 / 2 / 0.52);
    NDArray x = manager.zeros(new Shape(1, 2, 1, 1));
    assertThat(mixture.posterior(x, LEVEL).toFloatArray()[0])
        .isCloseTo((float) (a / (a + b)), within(1e-6f));
  }

  @Test
  void scoreIsTheGradientOfTheLogDensity() {
    NDArray x = points();
    NDArray numeric = Tensors.gradient(z -> mixture.logDensity(z, LEVEL), x);
    assertClose(mixture.score(x, LEVEL), numeric, 1e-5);
  }

  @Test
  void classifierGradientIsTheDifferenceOfScores() {
    NDArray x = points();
    NDArray gradient = Tensors.gradient(z -> mixture.logPosterior(z, LEVEL).get(":, 1"), x);
    assertClose(mixture.score(x, LEVEL, 1).sub(mixture.score(x, LEVEL)), gradient, 1e-5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"epsilon", "v_prediction", "sample", "edm", "ve"})
  void everyPreconditioningGivesTheSameCleanImage(String name) {
    Preconditioning preconditioning =
        List.of(new Epsilon(), new Velocity(), new Clean(), new Edm(0.5), new Ve()).stream()
            .filter(p -> p.name().equals(name))
            .findFirst()
            .orElseThrow();
    var model =
        new ConditionalModel(
            Map.of(Weights.MAIN, mixture.network(preconditioning, Times::level)),
            preconditioning,
            LearnedVariance.RANGE,
            Map.of(
                Side.NULL,
                mixture.nullCondition(manager, 3),
                Side.PROMPT,
                mixture.condition(manager, 1, 1, 1)));
    NDArray x = points();
    var answers =
        model.answer(
            x,
            new Stage(LEVEL, NoiseLevel.CLEAN, 0, 1, true),
            List.of(Evaluation.CONDITIONAL, Evaluation.UNCONDITIONAL));
    assertClose(answers.clean(Evaluation.CONDITIONAL), mixture.clean(x, LEVEL, 1), 2e-6);
    assertClose(answers.unconditional(), mixture.clean(x, LEVEL), 2e-6);
  }

  @Test
  void rowsMayDifferInLevelLabelAndPerturbation() {
    NDArray x = points().get(":2");
    NDArray time = manager.create(new float[] {-1, 1});
    var rows =
        mixture
            .network(new Clean(), Times::level)
            .forward(
                x,
                time,
                mixture.condition(manager, 0, 2),
                List.of(
                    new corgi.engine.model.Network.PerturbedRows(
                        1, 2, corgi.engine.model.Perturbation.NONE)));
    assertClose(rows.get("0:1"), mixture.clean(x.get("0:1"), Times.level(-1), 0), 1e-6);
    assertClose(rows.get("1:2"), mixture.widened(2).clean(x.get("1:2"), Times.level(1)), 1e-6);
  }

  @Test
  void withoutLabelsTheConditionIsNull() {
    NDArray x = points();
    NDArray time = manager.zeros(new Shape(3));
    NDArray clean =
        mixture.network(new Clean(), Times::level).forward(x, time, Conditioning.NONE, List.of());
    assertClose(clean, mixture.clean(x, Times.level(0)), 1e-6);
  }

  private static void assertClose(NDArray actual, NDArray expected, double tolerance) {
    assertThat(actual.getShape()).isEqualTo(expected.getShape());
    assertThat(actual.sub(expected).abs().max().getFloat()).isLessThan((float) tolerance);
  }
}

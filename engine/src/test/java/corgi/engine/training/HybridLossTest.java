package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.model.Clean;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Epsilon;
import corgi.engine.model.Velocity;
import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.adm.AdmDiffusion;
import corgi.engine.sampling.adm.AdmDiffusion.NoiseSchedule;
import corgi.engine.sampling.adm.AdmDiffusion.Sigma;
import corgi.engine.sampling.adm.AdmDiffusion.Times;
import corgi.engine.schedule.Posterior;
import corgi.engine.tensor.CounterRandom;
import corgi.engine.tensor.Tensors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HybridLossTest {
  private static final Shape IMAGE = new Shape(3, 1, 2, 2);
  private static final int[] TIMES = {0, 7, 19};

  private final NDManager manager = Tensors.manager();
  private final ReverseChain chain =
      new ReverseChain(
          new AdmDiffusion(NoiseSchedule.COSINE, 100, "20", Times.AS_TRAINED, Sigma.LEARNED_RANGE)
              .grid());
  private final ReverseProcess process =
      new ReverseProcess(chain, MeanType.of(new Epsilon()), VarianceType.LEARNED_RANGE);
  private final Noised noised =
      new Noised(IMAGE, scaled(normals(1, 12)), normals(2, 12), Noised.places(20, TIMES));

  @AfterEach
  void close() {
    manager.close();
  }

  private static float[] normals(long seed, int count) {
    float[] values = new float[count];
    CounterRandom.normals(seed, values, 0, count);
    return values;
  }

  private static float[] scaled(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.round(Math.max(-1, Math.min(1, values[i] / 2)) * 127.5f) / 127.5f;
    }
    return values;
  }

  /** The gradient of a loss with respect to an output of two channels, as one row of numbers. */
  private float[] gradient(TrainingLoss loss) {
    NDArray output = manager.create(normals(3, 24), new Shape(3, 2, 2, 2));
    return Tensors.gradient(
            f -> loss.of((x, t, c, p) -> f, noised, Conditioning.NONE, manager), output)
        .toFloatArray();
  }

  @Test
  void theMeanLearnsFromTheErrorAloneAndTheVarianceFromTheBoundAlone() {
    var bound = new VariationalBound(process, 0.5);
    float[] hybrid = gradient(new HybridLoss(bound));
    float[] ofBound = gradient(bound);
    Objective simple =
        new Objective(
            VpLevels.of(chain), new Epsilon()); // the same error, of an output without variance
    NDArray mean = manager.create(normals(3, 24), new Shape(3, 2, 2, 2)).get(":, :1");
    float[] ofError =
        Tensors.gradient(
                f -> simple.of((x, t, c, p) -> f, noised, Conditioning.NONE, manager), mean)
            .toFloatArray();
    for (int b = 0; b < 3; b++) {
      for (int i = 0; i < 4; i++) {
        assertThat(hybrid[8 * b + i]).isCloseTo(ofError[4 * b + i], within(1e-6f));
        assertThat(hybrid[8 * b + 4 + i]).isEqualTo(ofBound[8 * b + 4 + i]).isNotZero();
        assertThat(ofBound[8 * b + i]).isNotEqualTo(hybrid[8 * b + i]);
      }
    }
  }

  @Test
  void allPredictionsOfOneCleanImageHaveOneBound() {
    var batch = new VariationalBound(process).batch(noised, manager);
    NDArray guess = batch.clean().mul(0.9).add(0.05); // x̂₀
    float[] expected = null;
    for (MeanType mean :
        new MeanType[] {
          MeanType.of(new Clean()),
          MeanType.of(new Epsilon()),
          MeanType.of(new Velocity()),
          MeanType.PREVIOUS
        }) {
      var bound = new VariationalBound(new ReverseProcess(chain, mean, VarianceType.FIXED_SMALL));
      NDArray skip = Rows.column(3, b -> mean.at(chain.at(TIMES[b])).skip(), manager);
      NDArray out = Rows.column(3, b -> mean.at(chain.at(TIMES[b])).out(), manager);
      NDArray f = guess.sub(batch.x().mul(skip)).div(out);
      float[] bits = bound.of((x, t, c, p) -> f, noised, Conditioning.NONE, manager).toFloatArray();
      expected = expected == null ? bits : expected;
      for (int b = 0; b < 3; b++) {
        assertThat(bits[b]).isCloseTo(expected[b], within(1e-3f * expected[b] + 1e-5f));
      }
    }
  }

  @Test
  void aTermIsTheSquaredErrorOverTwiceTheVarianceInBits() {
    int t = 7;
    Posterior q = Posterior.of(chain.at(t).level(), chain.at(t).next());
    NDArray x = manager.create(new float[] {0.3f}, new Shape(1, 1, 1, 1));
    NDArray clean = manager.create(new float[] {0.2f}, new Shape(1, 1, 1, 1));
    var fixed = new ReverseProcess(chain, MeanType.of(new Clean()), VarianceType.FIXED_SMALL);
    int[] times = {t};
    var step = fixed.step(clean.add(0.1), x, times, Clipping.NONE);
    double error = q.clean() * 0.1;
    assertThat(new VariationalBound(fixed).bits(clean, x, step, times).getFloat())
        .isCloseTo((float) (error * error / 2 / q.variance() / Math.log(2)), within(1e-5f));
  }

  @Test
  void thePriorKnowsTheLastLevelAlone() {
    double alpha = chain.at(19).level().alpha();
    double sigma = chain.at(19).level().sigma();
    NDArray clean = manager.create(new float[] {0.5f}, new Shape(1, 1, 1, 1));
    double kl = (alpha * alpha * 0.25 + sigma * sigma - 1) / 2 - Math.log(sigma);
    assertThat(new VariationalBound(process).priorBits(clean).getFloat())
        .isCloseTo((float) (kl / Math.log(2)), within(1e-6f));
  }

  @Test
  void refusesAnOutputWithoutVarianceOrATimeBeyondTheChain() {
    Function<TrainingLoss, NDArray> ask =
        loss -> loss.of((x, t, c, p) -> x, noised, Conditioning.NONE, manager);
    assertThatThrownBy(() -> ask.apply(HybridLoss.rescaled(process)))
        .hasMessageContaining("must have 2 channels, with variance LEARNED_RANGE");
    assertThatThrownBy(() -> chain.at(20)).hasMessage("time 20: the chain has times 0 to 19");
    assertThatThrownBy(() -> new VariationalBound(process, 0)).hasMessageContaining("0.0");
  }
}

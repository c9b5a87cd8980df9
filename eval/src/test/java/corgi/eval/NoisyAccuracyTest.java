package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.schedule.VpSchedule;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.adm.AdmClassifier;
import corgi.engine.unet.adm.AdmConfig;
import corgi.engine.unet.adm.LabelHeads;
import corgi.engine.unet.adm.NoisyClassifier;
import corgi.engine.unet.adm.Pool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * On a classifier whose share of right answers is known. Its weights are set so that it says light
 * where the mean of the pixels is above 0, and common always. The mean of n noisy pixels of value
 * ±a has the sign of a with probability Φ(a·√n/κ), and three in four are common.
 */
class NoisyAccuracyTest {
  private static final int WIDTH = 64; // 32 groups of two channels
  private static final int COUNT = 4000;
  private static final VpSchedule SCHEDULE =
      ScheduleConfig.named("DDIMScheduler").with("beta_schedule", "squaredcos_cap_v2").schedule();

  private final NDManager manager = Tensors.manager();

  @AfterEach
  void close() {
    manager.close();
  }

  private static LabelHeads heads() {
    Map<String, List<String>> heads = new LinkedHashMap<>();
    heads.put("tone", List.of("dark", "light"));
    heads.put("kind", List.of("rare", "common"));
    return new LabelHeads(heads);
  }

  /**
   * Residual blocks and attention begin as the identity. The first convolution makes pairs (x, −x),
   * which normalisation divides by √mean(x²) and silu(z) − silu(−z) = z adds up again.
   */
  private NoisyClassifier classifier() {
    AdmConfig config =
        new AdmConfig(
            new AdmConfig.Ends(Tones.SIDE, 1, heads().size()),
            List.of(WIDTH),
            32,
            1,
            new AdmConfig.Attending(List.of(), 1, -1, -1, AdmConfig.Order.NEW),
            new AdmConfig.Style(false, false, true),
            0);
    var network =
        new AdmClassifier(config, Pool.Kind.ADAPTIVE, TensorOps.of(Precision.FP32), manager);
    network.parameters().initialise(1);
    float[] enter = new float[WIDTH * 9];
    float[] leave = new float[heads().size() * WIDTH];
    for (int channel = 0; channel < WIDTH; channel++) {
      int sign = channel % 2 == 0 ? 1 : -1;
      enter[channel * 9 + 4] = sign; // the middle of 3×3
      leave[channel] = -sign;
      leave[WIDTH + channel] = sign;
    }
    network.parameters().set("input_blocks.0.0.weight", enter);
    network.parameters().set("input_blocks.0.0.bias", new float[WIDTH]);
    network.parameters().set("out.3.weight", leave);
    network.parameters().set("out.3.bias", new float[] {0, 0, 0, 1});
    return new NoisyClassifier(network, heads());
  }

  @Test
  void theShareOfRightAnswersIsTheProbabilityOfTheSign() {
    List<Integer> times = List.of(100, 500, 800, 900, 950);
    var rows = new NoisyAccuracy(classifier(), new Tones(), SCHEDULE).rows(times, COUNT);
    assertThat(rows).hasSameSizeAs(times);
    for (int i = 0; i < rows.size(); i++) {
      double kappa = SCHEDULE.at(times.get(i)).kappa();
      double expected = normal(Tones.LIGHT * Tones.SIDE / kappa);
      Map<String, Double> right = rows.get(i).right();
      assertThat(rows.get(i).level()).isEqualTo(SCHEDULE.at(times.get(i)));
      assertThat(right.get("tone"))
          .as("t = %d, κ = %s", times.get(i), kappa)
          .isCloseTo(expected, within(0.02)); // 2.5 deviations of the count
      assertThat(right.get("kind")).isEqualTo(0.75);
      assertThat(right.get(NoisyAccuracy.ALL)).isCloseTo(0.75 * expected, within(0.02));
    }
  }

  /** Φ by Simpson's rule from 0. */
  private static double normal(double z) {
    int intervals = 1000;
    double h = z / intervals;
    double sum = 0;
    for (int i = 0; i <= intervals; i++) {
      double weight = i == 0 || i == intervals ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.exp(-(i * h) * (i * h) / 2);
    }
    return 0.5 + sum * h / 3 / Math.sqrt(2 * Math.PI);
  }
}

package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.model.Clean;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Epsilon;
import corgi.engine.model.Network;
import corgi.engine.model.Preconditioning;
import corgi.engine.model.Velocity;
import corgi.engine.sampling.adm.AdmDiffusion;
import corgi.engine.sampling.adm.AdmDiffusion.NoiseSchedule;
import corgi.engine.sampling.adm.AdmDiffusion.Sigma;
import corgi.engine.sampling.adm.AdmDiffusion.Times;
import corgi.engine.schedule.SigmoidAlphaBar;
import corgi.engine.schedule.VpSchedule;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** β tables and weighted losses against denoising-diffusion-pytorch; tensors' names say which. */
@ExtendWith(GoldenSummary.class)
class WeightedLossGoldenTest {
  private static final String KIND = "beta schedules, weighted losses";
  private static final Pattern TABLE = Pattern.compile("(linear|cosine|sigmoid)_(\\d+)");
  private static final Pattern LOSS =
      Pattern.compile(
          "out\\.loss_(weight_)?(pred_noise|pred_x0|pred_v)_(linear|cosine|sigmoid)_minsnr([01])");
  private static final Pattern NET = Pattern.compile("([\\d.]+)\\*x \\+ sin\\(t/([\\d.]+)\\)");
  private static final Pattern STRIDE = Pattern.compile("every (\\d+)");

  @TestFactory
  Stream<DynamicTest> cases() {
    return GoldenTests.of(KIND, WeightedLossGoldenTest::run);
  }

  /** A comparison that nothing can fail would prove nothing. */
  @TestFactory
  Stream<DynamicTest> changedConfigurationsFail() {
    return GoldenTests.shipped(KIND)
        .flatMap(
            golden ->
                Stream.of(
                    golden.with("min_snr_gamma", 4),
                    golden.with("net", golden.json().path("net").asText().replace("0.3", "0.31")),
                    golden.with("net", golden.json().path("net").asText().replace("100", "99")),
                    golden.with("timesteps", 1001),
                    golden.with("notes", "every 36")))
        .map(
            changed ->
                DynamicTest.dynamicTest(
                    changed.json().toString(),
                    () ->
                        assertThat(GoldenTests.matches(changed, WeightedLossGoldenTest::run))
                            .isFalse()));
  }

  private static void run(GoldenCase golden, GoldenCheck check) throws IOException {
    try (NDManager manager = Tensors.manager();
        SafetensorsFile recorded = golden.tensors()) {
      int largest = 0;
      for (String name : recorded.names()) {
        Matcher table = TABLE.matcher(name);
        if (table.matches()) {
          int steps = Integer.parseInt(table.group(2));
          check.values(recorded, name, betas(table.group(1), steps));
          largest = Math.max(largest, steps);
        }
      }
      int steps = golden.json().path("timesteps").asInt(largest);
      for (String name : recorded.names()) {
        Matcher loss = LOSS.matcher(name);
        if (loss.matches()) {
          VpSchedule schedule = schedule(loss.group(3), steps);
          Objective objective = objective(loss, golden, schedule);
          if (loss.group(1) == null) {
            check.tensor(
                recorded,
                name,
                objective
                    .of(network(golden), noised(recorded, steps), Conditioning.NONE, manager)
                    .mean());
          } else {
            check.values(recorded, name, weights(objective, schedule, stride(golden)));
          }
        }
      }
    }
  }

  private static double[] betas(String name, int steps) {
    return name.equals("sigmoid")
        ? SigmoidAlphaBar.DEFAULT.betas(steps)
        : IntStream.range(0, steps).mapToDouble(schedule(name, steps)::beta).toArray();
  }

  private static VpSchedule schedule(String name, int steps) {
    return name.equals("sigmoid")
        ? VpSchedule.ofBetas(SigmoidAlphaBar.DEFAULT.betas(steps))
        : new AdmDiffusion(
                NoiseSchedule.named(name), steps, "", Times.AS_TRAINED, Sigma.FIXED_LARGE)
            .schedule();
  }

  private static Objective objective(Matcher name, GoldenCase golden, VpSchedule schedule) {
    Preconditioning prediction =
        switch (name.group(2)) {
          case "pred_noise" -> new Epsilon();
          case "pred_x0" -> new Clean();
          default -> new Velocity();
        };
    return new Objective(
        NoiseRange.of(schedule),
        prediction,
        name.group(4).equals("0")
            ? LossWeight.SNR
            : new LossWeight.MinSnr(golden.json().path("min_snr_gamma").asDouble(5)));
  }

  private static Noised noised(SafetensorsFile recorded, int steps) {
    int[] times = Arrays.stream(recorded.longs("in.t")).mapToInt(Math::toIntExact).toArray();
    return new Noised(
        recorded.entry("in.x0_normalized").shape(),
        recorded.floats("in.x0_normalized"),
        recorded.floats("in.noise"),
        Noised.places(steps, times));
  }

  /** The formula that took the place of a network. */
  private static Network network(GoldenCase golden) {
    String net = golden.json().path("net").asText();
    Matcher is = NET.matcher(net);
    if (!is.matches()) {
      throw new IllegalArgumentException("a network of formula " + net + " is not known");
    }
    double factor = Double.parseDouble(is.group(1));
    double period = Double.parseDouble(is.group(2));
    return (input, time, conditioning, perturbed) ->
        Tensors.scale(input, factor).add(time.div(period).sin().reshape(-1, 1, 1, 1));
  }

  private static double[] weights(Objective objective, VpSchedule schedule, int stride) {
    int steps = schedule.steps();
    return IntStream.range(0, (steps + stride - 1) / stride)
        .mapToObj(i -> schedule.at(i * stride))
        .mapToDouble(l -> objective.weight().at(l, objective.preconditioning().at(l)))
        .toArray();
  }

  private static int stride(GoldenCase golden) {
    Matcher is = STRIDE.matcher(golden.json().path("notes").asText());
    return is.find() ? Integer.parseInt(is.group(1)) : 1;
  }
}

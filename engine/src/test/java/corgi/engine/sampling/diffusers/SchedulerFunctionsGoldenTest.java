package corgi.engine.sampling.diffusers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.model.Velocity;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What diffusers' schedulers do besides a run: add_noise, get_velocity, ᾱ, and what they refuse.
 */
@ExtendWith(GoldenSummary.class)
class SchedulerFunctionsGoldenTest {
  private static final Pattern STEPS = Pattern.compile("set_timesteps\\((\\d+); LCM (\\d+)\\)");
  private static final Set<String> OF_TRAINING =
      Set.of("DDPMScheduler", "DDIMScheduler", "PNDMScheduler", "LCMScheduler");
  private static final double TOLERANCE = 2e-5; // of what single precision can say about x

  @TestFactory
  Stream<DynamicTest> functions() {
    return GoldenTests.of(
        "scheduler_trajectory",
        SchedulerFunctionsGoldenTest::functions,
        golden -> golden.json().has("how"));
  }

  private static void functions(GoldenCase golden, GoldenCheck check) throws Exception {
    ScheduleConfig config = config(golden);
    Plan plan = SchedulerFactory.create(config, steps(golden, config));
    try (SafetensorsFile recorded = golden.tensors();
        NDManager manager = Tensors.manager()) {
      NDArray clean = recorded.load(manager, "add_noise.x0");
      NDArray noise = recorded.load(manager, "add_noise.noise");
      double[] times = recorded.doubles("add_noise.t");
      NDList noised = new NDList();
      for (int i = 0; i < times.length; i++) {
        NoiseLevel level = level(config, plan, times[i]);
        noised.add(plan.coordinates().noised(clean.get(i), noise.get(i), level));
      }
      close(NDArrays.stack(noised), recorded.doubles("add_noise.out"));
      if (recorded.has("get_velocity.out")) {
        NDArray velocity = velocity(clean, noise, levels(config, plan, times));
        close(velocity, recorded.doubles("get_velocity.out"));
      }
      double[] alphaBar = recorded.doubles("alphas_cumprod");
      assertThat(IntStream.range(0, alphaBar.length).mapToDouble(config.schedule()::alphaBar))
          .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-6 ? 0 : Double.compare(a, b))
          .containsExactly(Arrays.stream(alphaBar).boxed().toArray(Double[]::new));
      check.same("number of times", times.length, (int) clean.size(0));
    }
  }

  /** The configuration that the functions were recorded with, told in words. */
  private static ScheduleConfig config(GoldenCase golden) {
    assertThat(golden.json().path("how").asText()).contains("beta 0.00085..0.012 scaled_linear");
    String type = golden.json().path("produced_by").path("class").asText();
    return ScheduleConfig.named(type.substring(type.lastIndexOf('.') + 1))
        .with("beta_schedule", "scaled_linear")
        .with("beta_start", 0.00085)
        .with("beta_end", 0.012);
  }

  private static int steps(GoldenCase golden, ScheduleConfig config) {
    Matcher steps = STEPS.matcher(golden.json().path("how").asText());
    assertThat(steps.find()).isTrue();
    return Integer.parseInt(steps.group(config.className().startsWith("LCM") ? 2 : 1));
  }

  /** Of training, or for schedulers that list σ of the run: what lies between, the later one's. */
  private static NoiseLevel level(ScheduleConfig config, Plan plan, double t) {
    return OF_TRAINING.contains(config.className())
        ? config.schedule().at((int) t)
        : plan.sampling().grid().levels().stream()
            .filter(level -> level.t() < t + 1e-3) // recorded in single precision
            .findFirst()
            .orElseThrow();
  }

  /** EulerDiscreteScheduler takes the number of the step for the time. */
  private static List<NoiseLevel> levels(ScheduleConfig config, Plan plan, double[] times) {
    List<Double> grid = plan.sampling().grid().levels().stream().map(NoiseLevel::t).toList();
    boolean counts = config.className().equals("EulerDiscreteScheduler");
    ToDoubleFunction<Double> time = t -> counts ? grid.indexOf(t) : t;
    return Arrays.stream(times)
        .mapToObj(t -> config.schedule().at((int) time.applyAsDouble(t)))
        .toList();
  }

  /** What a network of v is trained to put out. */
  private static NDArray velocity(NDArray clean, NDArray noise, List<NoiseLevel> levels) {
    NDList all = new NDList();
    for (int i = 0; i < levels.size(); i++) {
      NoiseLevel level = levels.get(i);
      NDArray x = clean.get(i).mul(level.alpha()).add(noise.get(i).mul(level.sigma()));
      var c = new Velocity().at(level);
      all.add(clean.get(i).sub(x.mul(c.skip())).div(c.out()));
    }
    return NDArrays.stack(all);
  }

  private static void close(NDArray actual, double[] expected) {
    float[] values = actual.toFloatArray();
    assertThat(values).hasSameSizeAs(expected);
    for (int i = 0; i < values.length; i++) {
      assertThat(Math.abs(values[i] - expected[i]))
          .as("element %d: %s, recorded %s", i, values[i], expected[i])
          .isLessThanOrEqualTo(TOLERANCE * Math.max(1, Math.abs(expected[i])));
    }
  }

  @TestFactory
  Stream<DynamicTest> whatTheReferenceRefusesIsRefused() {
    return GoldenTests.of(
        "info",
        (golden, check) -> {
          for (JsonNode skipped : golden.json().path("skipped")) {
            refused(skipped, check);
          }
        },
        golden -> golden.json().path("skipped").path(0).has("scheduler"));
  }

  /** A shape that does not fit is the fault of the recorded model, not of the configuration. */
  private static void refused(JsonNode skipped, GoldenCheck check) {
    ObjectNode json = skipped.path("config").deepCopy();
    json.put("_class_name", skipped.path("scheduler").asText() + "Scheduler");
    ScheduleConfig config = ScheduleConfig.of(json);
    int steps = skipped.path("steps").asInt();
    if (skipped.path("error").asText().contains("size of tensor")) {
      check.same("steps", SchedulerFactory.create(config, steps).sampling().grid().steps(), steps);
    } else {
      assertThatThrownBy(() -> SchedulerFactory.create(config, steps))
          .as(skipped.toString())
          .isInstanceOf(IllegalArgumentException.class);
      check.same("refused", true, true);
    }
  }
}

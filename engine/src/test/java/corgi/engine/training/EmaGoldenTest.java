package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.layers.Init;
import corgi.engine.layers.Parameters;
import corgi.engine.model.Clean;
import corgi.engine.model.Epsilon;
import corgi.engine.model.Preconditioning;
import corgi.engine.model.Velocity;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.schedule.VpSchedule;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Moving averages of a weight, and weights by the signal-to-noise ratio, against diffusers. */
@ExtendWith(GoldenSummary.class)
class EmaGoldenTest {
  private static final String KIND = "compute_snr, EMAModel";
  private static final Pattern MIN_SNR =
      Pattern.compile("out\\.min_snr([\\d.]+)_weight_(epsilon|v|x0|sample)");

  @TestFactory
  Stream<DynamicTest> cases() {
    return GoldenTests.of(KIND, EmaGoldenTest::run);
  }

  /** A comparison that nothing can fail would prove nothing. */
  @TestFactory
  Stream<DynamicTest> changedConfigurationsFail() {
    return GoldenTests.shipped(KIND)
        .flatMap(EmaGoldenTest::changes)
        .map(
            changed ->
                DynamicTest.dynamicTest(
                    changed.json().path("ema").toString() + changed.json().path("scheduler"),
                    () -> assertThat(GoldenTests.matches(changed, EmaGoldenTest::run)).isFalse()));
  }

  private static Stream<GoldenCase> changes(GoldenCase golden) {
    Map<String, Object> changes =
        Map.of("decay", 0.2, "use_ema_warmup", false, "update_after_step", 1, "power", 0.7);
    Stream<GoldenCase> averages =
        IntStream.range(0, golden.json().path("ema").size())
            .boxed()
            .flatMap(
                i ->
                    changes.entrySet().stream()
                        .filter(change -> tells(golden.json().at("/ema/" + i + "/args"), change))
                        .map(change -> with(golden, i, change)));
    return Stream.concat(
        averages, Stream.of(golden.with("scheduler", Map.of("beta_schedule", "linear"))));
  }

  /** Whether a change makes a difference within the few steps that were recorded. */
  private static boolean tells(JsonNode args, Map.Entry<String, Object> change) {
    return switch (change.getKey()) {
      case "decay" -> !args.has("min_decay");
      case "power", "use_ema_warmup" -> args.path("use_ema_warmup").asBoolean();
      default -> true;
    };
  }

  private static GoldenCase with(GoldenCase golden, int index, Map.Entry<String, Object> change) {
    JsonNode averages = golden.json().path("ema").deepCopy();
    ((ObjectNode) averages.get(index).path("args")).putPOJO(change.getKey(), change.getValue());
    return golden.with("ema", averages);
  }

  private static void run(GoldenCase golden, GoldenCheck check) throws IOException {
    try (SafetensorsFile recorded = golden.tensors()) {
      if (recorded.has("in.t")) {
        weights(golden.json().path("scheduler"), recorded, check);
      }
      for (JsonNode average : golden.json().path("ema")) {
        average(average, recorded, check);
      }
    }
  }

  /** Where no scheduler is recorded it is that of Stable Diffusion. */
  private static VpSchedule schedule(JsonNode json) {
    ScheduleConfig preset =
        ScheduleConfig.named("DDPMScheduler")
            .with("beta_schedule", "scaled_linear")
            .with("beta_start", 0.00085)
            .with("beta_end", 0.012);
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      preset = preset.with(field.getKey(), field.getValue());
    }
    return preset.schedule();
  }

  private static void weights(JsonNode scheduler, SafetensorsFile recorded, GoldenCheck check) {
    VpSchedule schedule = schedule(scheduler);
    List<NoiseLevel> levels =
        Arrays.stream(recorded.longs("in.t")).mapToObj(t -> schedule.at((int) t)).toList();
    check.values(recorded, "out.snr", levels.stream().mapToDouble(NoiseLevel::snr).toArray());
    for (String name : recorded.names()) {
      Matcher is = MIN_SNR.matcher(name);
      if (is.matches()) {
        LossWeight weight = new LossWeight.MinSnr(Double.parseDouble(is.group(1)));
        Preconditioning of =
            switch (is.group(2)) {
              case "epsilon" -> new Epsilon();
              case "v" -> new Velocity();
              default -> new Clean();
            };
        check.values(
            recorded, name, levels.stream().mapToDouble(l -> weight.at(l, of.at(l))).toArray());
      }
    }
  }

  private static void average(JsonNode average, SafetensorsFile recorded, GoldenCheck check) {
    EmaSchedule schedule = ema(average.path("args"));
    JsonNode decays = average.path("decays");
    check.values(
        "decays",
        IntStream.range(0, decays.size()).mapToDouble(i -> schedule.decay(i + 1)).toArray(),
        IntStream.range(0, decays.size()).mapToDouble(i -> decays.get(i).asDouble()).toArray());
    try (NDManager manager = Tensors.manager();
        Parameters parameters = new Parameters(manager)) {
      NDArray increments = recorded.load(manager, "in.ema.increments");
      parameters.root().declare("w", Init.ZERO, 1, recorded.entry("in.ema.weight0").shape());
      parameters.set("w", recorded.floats("in.ema.weight0"));
      try (Ema ema = new Ema(parameters, schedule, manager)) {
        for (int i = 0; i < increments.size(0); i++) {
          parameters.find("w").array().addi(increments.get(i));
          ema.update(i + 1);
        }
        String name = "out.ema." + average.path("key").asText() + ".weight";
        check.tensor(recorded, name, ema.averaged().get(0));
      }
    }
  }

  /** By the names and presets of diffusers, which counts one step more before the average moves. */
  private static EmaSchedule ema(JsonNode args) {
    return new EmaSchedule(
        args.path("use_ema_warmup").asBoolean(false)
            ? new EmaSchedule.Warmup(
                args.path("inv_gamma").asDouble(1), args.path("power").asDouble(2 / 3.0))
            : EmaSchedule.Curve.RATIONAL,
        args.path("min_decay").asDouble(0),
        args.path("decay").asDouble(0.9999),
        args.path("update_after_step").asLong(0) + 1);
  }
}

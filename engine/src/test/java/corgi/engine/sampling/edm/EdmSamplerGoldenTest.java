package corgi.engine.sampling.edm;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.model.Edm;
import corgi.engine.model.FormulaNetwork;
import corgi.engine.sampling.Denoised;
import corgi.engine.sampling.Denoiser;
import corgi.engine.sampling.Listener;
import corgi.engine.sampling.Sampling;
import corgi.engine.tensor.Noise;
import corgi.engine.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The samplers of Karras et al. 2022: the paper's, and those that it is compared with. */
@ExtendWith(GoldenSummary.class)
class EdmSamplerGoldenTest {
  private static final String KIND = "edm_sampler";
  private static final Pattern ABLATION =
      Pattern.compile("ablation_([a-z]+)_([a-z]+)_([a-z]+)_([a-z]+).*");
  private static final Pattern STEPS = Pattern.compile("ablation_\\* use num_steps=(\\d+)");
  private static final Pattern DEVIATION = Pattern.compile("sigma_data=([\\d.]+)");

  @TestFactory
  Stream<DynamicTest> runs() {
    return GoldenTests.of(KIND, (golden, check) -> compare(golden, check, Map.of()));
  }

  @TestFactory
  Stream<DynamicTest> changedArgumentsFail() {
    List<Map.Entry<String, Object>> changes =
        List.of(
            Map.entry("num_steps", 11),
            Map.entry("rho", 6.5),
            Map.entry("sigma_min", 0.01),
            Map.entry("sigma_max", 60),
            Map.entry("S_churn", 25),
            Map.entry("S_min", 1),
            Map.entry("S_max", 8),
            Map.entry("S_noise", 1.01),
            Map.entry("alpha", 0.6),
            Map.entry("solver", "euler"),
            Map.entry("schedule", "ve"),
            Map.entry("scaling", "vp"),
            Map.entry("discretization", "iddpm"));
    return GoldenTests.shipped(KIND)
        .flatMap(golden -> changes.stream().map(change -> fails(golden, change)));
  }

  private static DynamicTest fails(GoldenCase golden, Map.Entry<String, Object> change) {
    GoldenTests.Body other =
        (g, check) -> compare(g, check, Map.of(change.getKey(), change.getValue()));
    return DynamicTest.dynamicTest(
        change.toString(), () -> assertThat(GoldenTests.matches(golden, other)).isFalse());
  }

  private static void compare(GoldenCase golden, GoldenCheck check, Map<String, Object> changes)
      throws Exception {
    try (SafetensorsFile recorded = golden.tensors()) {
      for (String name : recorded.names()) {
        if (name.endsWith(".out")) {
          String key = name.substring(0, name.length() - ".out".length());
          replay(golden, recorded, key, sampling(golden, key, changes))
              .forEach((tensor, actual) -> check.values(recorded, tensor, actual));
        }
      }
    } catch (UnsupportedOperationException e) {
      check.notApplicable(e.getMessage());
    }
  }

  private static Sampling sampling(GoldenCase golden, String key, Map<String, Object> changes) {
    ObjectNode args = JsonNodeFactory.instance.objectNode();
    Matcher ablation = ABLATION.matcher(key);
    boolean general = ablation.matches();
    if (general) {
      putWhatTheNameSays(args, golden, ablation);
    }
    golden.parts().stream()
        .filter(part -> part.key().equals(key))
        .forEach(part -> args.setAll((ObjectNode) part.part().path("args")));
    changes.forEach(
        (name, value) -> {
          if (general || name.matches("S_.*|sigma_.*|rho|num_steps")) {
            args.putPOJO(name, value);
          }
        });
    return general ? new EdmRun(args).ablation() : new EdmRun(args).sampling();
  }

  /** The name holds the design choices, the notes the number of steps. */
  private static void putWhatTheNameSays(ObjectNode args, GoldenCase golden, Matcher name) {
    Matcher steps = STEPS.matcher(golden.json().path("notes").asText());
    if (steps.find()) {
      args.put("num_steps", Integer.parseInt(steps.group(1)));
    }
    args.put("solver", name.group(1))
        .put("discretization", name.group(2))
        .put("schedule", name.group(3))
        .put("scaling", name.group(4));
  }

  /** Returns what was recorded of a run, by its names. */
  private static Map<String, double[]> replay(
      GoldenCase golden, SafetensorsFile recorded, String key, Sampling sampling) {
    Matcher deviation = DEVIATION.matcher(golden.json().path("denoiser").asText());
    Edm edm = new Edm(deviation.find() ? Double.parseDouble(deviation.group(1)) : 0.5);
    var network = new FormulaNetwork(Math::sin);
    List<double[]> states = new ArrayList<>();
    List<Double> sigmas = new ArrayList<>();
    try (NDManager manager = Tensors.manager()) {
      Denoiser denoiser =
          (x, stage) -> {
            NDArray y = x.div(stage.level().alpha());
            states.add(doubles(y));
            sigmas.add(stage.level().kappa());
            return Denoised.of(network.clean(edm, y, stage.level()));
          };
      NDArray x = recorded.load(manager, "in.latents").mul(sampling.grid().initialScale());
      NDArray end = sampling.run(x, denoiser, noise(recorded, key, manager), Listener.NONE);
      Map<String, double[]> outputs = new LinkedHashMap<>();
      outputs.put(key + ".out", doubles(end));
      outputs.put(key + ".net_eval_x", states.stream().flatMapToDouble(Arrays::stream).toArray());
      outputs.put(key + ".net_eval_sigma", sigmas.stream().mapToDouble(s -> s).toArray());
      outputs.keySet().removeIf(name -> !recorded.has(name));
      return outputs;
    }
  }

  /** The recorded draws, one in every step; some of the reference's are never used. */
  private static Noise noise(SafetensorsFile recorded, String key, NDManager manager) {
    if (!recorded.has(key + ".noises")) {
      return (step, draw, image) -> manager.ones(new Shape(1).addAll(image)); // none was drawn
    }
    NDArray draws = recorded.load(manager, key + ".noises");
    return (step, draw, image) -> draws.get(step);
  }

  private static double[] doubles(NDArray array) {
    float[] values = array.toFloatArray();
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }
}

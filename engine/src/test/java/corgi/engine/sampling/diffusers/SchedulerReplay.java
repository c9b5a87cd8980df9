package corgi.engine.sampling.diffusers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.sampling.Denoised;
import corgi.engine.sampling.Denoiser;
import corgi.engine.sampling.LateChurn;
import corgi.engine.sampling.Lcm;
import corgi.engine.sampling.Listener;
import corgi.engine.sampling.Sampler;
import corgi.engine.sampling.Sampling;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.tensor.RecordedNoise;
import corgi.engine.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Runs a recorded scheduler case again and returns what the reference wrote down, by name. */
record SchedulerReplay(GoldenCase golden, SafetensorsFile recorded) {
  private static final Map<String, String> STEP_ARGUMENTS =
      Map.of("eta", "eta", "order", "order", "use_clipped", "use_clipped_model_output");
  private static final Set<String> CHURN = Set.of("s_churn", "s_tmin", "s_tmax", "s_noise");

  /** The configuration with its class name and the arguments of its steps. */
  ScheduleConfig config() {
    String type = golden.json().path("produced_by").path("class").asText();
    ScheduleConfig config = ScheduleConfig.of(golden.config());
    config = with(config, golden.part().path("step_args"));
    return config.with("_class_name", type.substring(type.lastIndexOf('.') + 1));
  }

  private static ScheduleConfig with(ScheduleConfig config, JsonNode arguments) {
    ScheduleConfig changed = config;
    for (var argument : arguments.properties()) {
      String name = argument.getKey();
      if (argument.getValue().isObject()) { // arguments that belong together
        changed = with(changed, argument.getValue());
      } else if (STEP_ARGUMENTS.containsKey(name) || CHURN.contains(name)) {
        changed = changed.with(STEP_ARGUMENTS.getOrDefault(name, name), argument.getValue());
      } else {
        throw new UnsupportedSchedulerException("step argument " + name);
      }
    }
    return changed;
  }

  /** Returns the outputs by the name of their tensors, those of the manifest by theirs. */
  Map<String, double[]> run(ScheduleConfig config) {
    int steps = golden.part().path("num_inference_steps").asInt();
    Plan plan = SchedulerFactory.create(config, steps);
    Grid grid = plan.sampling().grid();
    boolean retimed = golden.part().has("timestep_note"); // they depend on the float kernels
    grid = retimed ? retimed(grid, recorded.doubles(key("timesteps"))) : grid;
    Map<String, double[]> outputs = new LinkedHashMap<>();
    NoiseLevel first = grid.levels().get(0);
    double scale = grid.initialScale() * plan.coordinates().perState(first);
    outputs.put("init_noise_sigma", new double[] {scale});
    if (recorded.has(key("sigmas"))) {
      outputs.put(key("sigmas"), withoutRepeats(kappas(grid)));
    }
    var sampling = new Sampling(plan.sampling().sampler(), grid);
    trajectory(new Plan(sampling, plan.clipping(), plan.coordinates()), config, outputs);
    if (retimed) {
      outputs.remove(key("timesteps"));
    }
    return outputs;
  }

  /**
   * Returns what the reference recorded under a name. Methods that ask twice a step list their σ
   * twice, and some end with σ that no step comes to.
   */
  double[] expected(String name) {
    if (name.equals("init_noise_sigma")) {
      return new double[] {golden.part().path(name).asDouble()};
    }
    double[] all = recorded.doubles(name);
    return name.equals(key("sigmas"))
        ? withoutRepeats(Arrays.copyOf(all, recorded.doubles(key("timesteps")).length + 1))
        : all;
  }

  private String key(String name) {
    return golden.key() + "." + name;
  }

  /** Each state that the model is asked at, then the last; a step may ask several times. */
  private void trajectory(Plan plan, ScheduleConfig config, Map<String, double[]> outputs) {
    try (NDManager manager = Tensors.manager()) {
      Grid grid = plan.sampling().grid();
      List<Double> times = new ArrayList<>();
      List<double[]> states = new ArrayList<>();
      List<double[]> cleans = new ArrayList<>();
      Denoiser clipped = plan.clipping().over(RecordedModel.denoiser(config));
      Denoiser watched =
          (x, stage) -> {
            times.add(stage.level().t());
            states.add(doubles(x.mul(plan.coordinates().perState(stage.level()))));
            Denoised answer = clipped.denoise(x, stage);
            cleans.add(doubles(reported(plan.sampling().sampler(), x, answer, stage)));
            return answer;
          };
      NDArray start = recorded.load(manager, key("trajectory")).get(0);
      NDArray x = start.div(plan.coordinates().perState(grid.levels().get(0)));
      NDArray end =
          plan.sampling().run(x, watched, new RecordedNoise(noises(manager)), Listener.NONE);
      NoiseLevel last = grid.nexts().get(grid.steps() - 1);
      states.add(doubles(end.mul(plan.coordinates().perState(last))));
      outputs.put(key("timesteps"), times.stream().mapToDouble(t -> t).toArray());
      outputs.put(key("trajectory"), join(states));
      boolean late = plan.sampling().sampler() instanceof LateChurn; // reports after its noise
      if (recorded.has(key("pred_original")) && !late) {
        outputs.put(key("pred_original"), join(cleans));
      }
    }
  }

  /** What the reference calls the predicted original sample. */
  private static NDArray reported(Sampler sampler, NDArray x, Denoised answer, Stage stage) {
    return sampler instanceof Lcm lcm
        ? lcm.consistent(x, answer.clean(), stage.level().t())
        : answer.clean();
  }

  private List<NDArray> noises(NDManager manager) {
    if (!recorded.has(key("noises"))) {
      return List.of();
    }
    NDArray all = recorded.load(manager, key("noises"));
    return IntStream.range(0, (int) all.size(0)).mapToObj(i -> all.get(i)).toList();
  }

  private static Grid retimed(Grid grid, double[] times) {
    List<NoiseLevel> levels = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      NoiseLevel level = grid.levels().get(i);
      levels.add(new NoiseLevel(level.alpha(), level.sigma(), times[i]));
    }
    return new Grid(levels, grid.nexts(), grid.initialScale());
  }

  private static double[] kappas(Grid grid) {
    List<NoiseLevel> all = new ArrayList<>(grid.levels());
    all.add(grid.nexts().get(grid.steps() - 1));
    return all.stream().mapToDouble(NoiseLevel::kappa).toArray();
  }

  private static double[] withoutRepeats(double[] values) {
    return IntStream.range(0, values.length)
        .filter(i -> i == 0 || Math.abs(values[i] - values[i - 1]) > 1e-6 * values[i - 1])
        .mapToDouble(i -> values[i])
        .toArray();
  }

  private static double[] doubles(NDArray x) {
    float[] values = x.toFloatArray();
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  private static double[] join(List<double[]> parts) {
    return parts.stream().flatMapToDouble(Arrays::stream).toArray();
  }
}

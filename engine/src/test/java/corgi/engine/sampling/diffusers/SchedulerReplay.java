package corgi.engine.sampling.diffusers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.sampling.Denoised;
import corgi.engine.sampling.Denoiser;
import corgi.engine.sampling.Listener;
import corgi.engine.sampling.Sampling;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.tensor.RecordedNoise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Runs a recorded scheduler case again and returns what the reference wrote down, by name. */
record SchedulerReplay(GoldenCase golden, SafetensorsFile recorded) {
  private static final Map<String, String> STEP_ARGUMENTS =
      Map.of("eta", "eta", "order", "order", "use_clipped", "use_clipped_model_output");

  /** The configuration with its class name and the arguments of its steps. */
  ScheduleConfig config() {
    String type = golden.json().path("produced_by").path("class").asText();
    ScheduleConfig config = ScheduleConfig.of(golden.config());
    for (var argument : golden.part().path("step_args").properties()) {
      String key = STEP_ARGUMENTS.get(argument.getKey());
      if (key == null) {
        throw new UnsupportedSchedulerException("step argument " + argument.getKey());
      }
      config = config.with(key, argument.getValue());
    }
    return config.with("_class_name", type.substring(type.lastIndexOf('.') + 1));
  }

  /** Returns the outputs by the name of their tensors, those of the manifest by theirs. */
  Map<String, double[]> run(ScheduleConfig config) {
    int steps = golden.part().path("num_inference_steps").asInt();
    Plan plan = SchedulerFactory.create(config, steps);
    Map<String, double[]> outputs = new LinkedHashMap<>();
    Grid grid = plan.sampling().grid();
    if (golden.part().has("timestep_note")) { // the reference's times depend on its float kernels
      grid = retimed(grid, recorded.doubles(key("timesteps")));
    } else {
      outputs.put(key("timesteps"), grid.levels().stream().mapToDouble(NoiseLevel::t).toArray());
    }
    NoiseLevel first = grid.levels().get(0);
    double scale = grid.initialScale() * plan.coordinates().perState(first);
    outputs.put("init_noise_sigma", new double[] {scale});
    if (recorded.has(key("sigmas"))) {
      outputs.put(key("sigmas"), kappas(grid));
    }
    trajectory(plan, new Sampling(plan.sampling().sampler(), grid), config, outputs);
    return outputs;
  }

  /** Returns what the reference recorded under a name. */
  double[] expected(String name) {
    return name.equals("init_noise_sigma")
        ? new double[] {golden.part().path(name).asDouble()}
        : recorded.doubles(name);
  }

  private String key(String name) {
    return golden.key() + "." + name;
  }

  private void trajectory(
      Plan plan, Sampling sampling, ScheduleConfig config, Map<String, double[]> outputs) {
    try (NDManager manager = corgi.engine.tensor.Tensors.manager()) {
      List<double[]> states = new ArrayList<>();
      List<double[]> cleans = new ArrayList<>();
      Listener listener =
          new Listener() {
            @Override
            public NDArray stepped(Stage stage, NDArray x) {
              states.add(doubles(x.mul(plan.coordinates().perState(stage.next()))));
              return x;
            }
          };
      Denoiser clipped = plan.clipping().over(RecordedModel.denoiser(config));
      Denoiser watched =
          (x, stage) -> {
            Denoised answer = clipped.denoise(x, stage);
            cleans.add(doubles(answer.clean()));
            return answer;
          };
      NDArray start = recorded.load(manager, key("trajectory")).get(0);
      states.add(doubles(start));
      NoiseLevel first = sampling.grid().levels().get(0);
      NDArray x = start.div(plan.coordinates().perState(first));
      sampling.run(x, watched, new RecordedNoise(noises(manager)), listener);
      outputs.put(key("trajectory"), join(states));
      if (recorded.has(key("pred_original"))) {
        outputs.put(key("pred_original"), join(cleans));
      }
    }
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

  private static double[] doubles(NDArray x) {
    float[] values = x.toFloatArray();
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  private static double[] join(List<double[]> parts) {
    return parts.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
  }
}

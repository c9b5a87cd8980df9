package corgi.engine.generation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.model.Network;
import corgi.engine.sampling.Listener;
import corgi.engine.sampling.diffusers.Coordinates;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.RecordedNoise;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A recorded run of a diffusers pipeline, made again by Corgi from its folder, its call and the
 * noise that was drawn. What the reference calls the latents after a step is where its network is
 * asked next, so the network's inputs are compared, and at last where the run ends.
 */
final class RecordedPipeline implements AutoCloseable {
  private final NDManager manager = Tensors.manager();
  private final GoldenCase golden;
  private final Path folder;
  private final SafetensorsFile recorded;
  private final List<double[]> inputs = new ArrayList<>();
  private final List<Double> times = new ArrayList<>();
  private final List<Integer> begun = new ArrayList<>(); // steps that the inputs belong to

  /**
   * @param folder where the case's folder is copied to
   */
  RecordedPipeline(GoldenCase golden, Path folder) throws IOException {
    this.golden = golden;
    this.folder = golden.extract(folder);
    recorded = golden.tensors();
  }

  /** Makes the run and compares all that was recorded of it, picture after picture. */
  void compare(GoldenCheck check) throws IOException {
    JsonNode config = golden.json().path("scheduler_config");
    if (config.isObject()) {
      ObjectNode named = config.deepCopy();
      named.put("_class_name", golden.json().path("scheduler").asText());
      new ObjectMapper().writeValue(fresh("scheduler/scheduler_config.json").toFile(), named);
      nameScheduler(golden.json().path("scheduler").asText());
    }
    NDArray initial = initial();
    try (LoadedModel loaded = LoadedModel.load(Setup.of(folder.toString()))) {
      for (int row = 0; row < initial.size(0); row++) {
        run(loaded.model(), row, check);
      }
    }
  }

  /** The index names its class, too. */
  private void nameScheduler(String className) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    JsonNode index = mapper.readTree(folder.resolve("model_index.json").toFile());
    ((ObjectNode) index).putArray("scheduler").add("diffusers").add(className);
    mapper.writeValue(fresh("model_index.json").toFile(), index);
  }

  private Path fresh(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.deleteIfExists(file);
    return file;
  }

  private void run(Model model, int row, GoldenCheck check) throws IOException {
    inputs.clear();
    times.clear();
    begun.clear();
    Model watched =
        new Model(
            watched(model.network()),
            model.habits(),
            model.prompting(),
            model.frame(),
            model.device(),
            model.companions(),
            model.defaults());
    Painter painter = new Painter(watched, call(model).request(row));
    NDArray picture =
        Tensors.inference(() -> painter.pictures(manager, new RecordedNoise(noises(row)), last()));
    double[] image = doubles(picture.transpose(0, 2, 3, 1).mul(0.5).add(0.5)); // NHWC in [0, 1]
    check.values("image", image, row(recorded.doubles("out.image"), row, rows()));
    if (recorded.has("out.latents")) {
      check.values("latents", latents(painter), latentsOf(row));
      double[] asked = recorded.doubles("out.timesteps");
      check.same("how often the network is asked", times.size(), asked.length);
      check.values("latents", times.stream().mapToDouble(t -> t).toArray(), asked);
    }
  }

  private int rows() throws IOException {
    return (int) initial().size(0);
  }

  private Listener last() {
    return new Listener() {
      @Override
      public NDArray stepped(corgi.engine.sampling.Stage stage, NDArray x) {
        while (begun.size() < times.size()) {
          begun.add(stage.index());
        }
        if (stage.index() == stage.count() - 1) {
          inputs.add(doubles(x));
        }
        return x;
      }
    };
  }

  /** Notes where the network is asked: the first row stands for all sides. */
  private Network watched(Network network) {
    return (input, time, conditioning, perturbed) -> {
      inputs.add(doubles(input.get("0:1")));
      times.add((double) time.getFloat(0));
      return network.forward(input, time, conditioning, perturbed);
    };
  }

  /** The inputs but the first, in the scheduler's own coordinates. */
  private double[] latents(Painter painter) {
    Coordinates coordinates = painter.route().plan().coordinates();
    Grid grid = painter.route().plan().sampling().grid();
    List<double[]> states = new ArrayList<>();
    for (int i = 1; i < inputs.size(); i++) {
      double factor =
          coordinates == Coordinates.VARIANCE_PRESERVING
              ? 1 // some ask where there is no level
              : coordinates.perState(level(grid, i));
      states.add(Arrays.stream(inputs.get(i)).map(x -> x * factor).toArray());
    }
    return states.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  /** A step begins at its level; where else it asks, the time tells. */
  private NoiseLevel level(Grid grid, int input) {
    if (input == times.size()) {
      return grid.nexts().get(grid.steps() - 1);
    }
    int step = begun.get(input);
    double time = times.get(input);
    NoiseLevel from = grid.levels().get(step);
    NoiseLevel to = grid.nexts().get(step);
    List<NoiseLevel> visited = new ArrayList<>(List.of(from));
    if (input > 0 && step == begun.get(input - 1)) {
      visited = new ArrayList<>(List.of(to));
      if (to.sigma() > 0 && from.alpha() > 0) {
        visited.add(grid.between().ofKappa(Math.sqrt(from.kappa() * to.kappa())));
      }
    }
    visited.addAll(grid.levels());
    visited.addAll(grid.nexts());
    return visited.stream()
        .filter(level -> Math.abs(level.t() - time) < 1e-3)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no level at t = " + time));
  }

  private RecordedCall call(Model model) throws IOException {
    JsonNode stored =
        new ObjectMapper().readTree(folder.resolve("scheduler/scheduler_config.json").toFile());
    return new RecordedCall(golden.json(), stored.path("_class_name").asText(), model);
  }

  private NDArray initial() throws IOException {
    if (recorded.has("in.initial")) {
      return recorded.load(manager, "in.initial");
    }
    try (SafetensorsFile inputsFile = golden.named("inputs_file")) {
      return inputsFile.load(manager, "in.initial_latents");
    }
  }

  private List<NDArray> noises(int row) {
    List<NDArray> noises = new ArrayList<>();
    try {
      noises.add(initial().get(row + ":" + (row + 1)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    if (recorded.has("in.noises")) {
      NDArray all = recorded.load(manager, "in.noises"); // (draws, N, C, H, W)
      IntStream.range(0, (int) all.size(0))
          .forEach(i -> noises.add(all.get(i).get(row + ":" + (row + 1))));
    }
    return noises;
  }

  private double[] latentsOf(int row) throws IOException {
    double[] all = recorded.doubles("out.latents"); // (steps, N, C, H, W)
    int steps = (int) recorded.entry("out.latents").shape().get(0);
    int rows = rows();
    int one = all.length / steps / rows;
    return IntStream.range(0, steps)
        .boxed()
        .flatMapToDouble(
            i -> Arrays.stream(all, (i * rows + row) * one, (i * rows + row + 1) * one))
        .toArray();
  }

  private static double[] row(double[] all, int row, int rows) {
    int one = all.length / rows;
    return Arrays.copyOfRange(all, row * one, (row + 1) * one);
  }

  private static double[] doubles(NDArray x) {
    float[] values = x.toFloatArray();
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  @Override
  public void close() throws IOException {
    recorded.close();
    manager.close();
  }
}

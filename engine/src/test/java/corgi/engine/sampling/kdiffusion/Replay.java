package corgi.engine.sampling.kdiffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.sampling.Denoised;
import corgi.engine.sampling.Denoiser;
import corgi.engine.sampling.Listener;
import corgi.engine.sampling.Sampler;
import corgi.engine.sampling.Sampling;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.Noise;
import corgi.engine.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A run recorded from k-diffusion, made again.
 *
 * @param golden a part of a case: its key, schedule and what was drawn
 * @param recorded its tensors
 * @param sampler the method
 * @param schedule names the recorded σ, the last of them 0, and the state that the run starts from
 */
record Replay(GoldenCase golden, SafetensorsFile recorded, Sampler sampler, String schedule) {
  private static final String FORMULA =
      "D(x,s) = (x*0.25 + 0.3*s*sin(x)) / (0.25 + s^2) + 0.1*cos(s)";

  /** Returns the run that a part of a case describes. */
  static Replay of(GoldenCase golden, SafetensorsFile recorded) {
    var reference =
        new ReferenceSampler(golden.part().path("sampler").asText(), golden.part().path("args"));
    String schedule = golden.part().path("schedule").asText();
    return new Replay(golden, recorded, reference.sampler(), schedule);
  }

  /** Returns what the method gives, by the names of the recorded tensors. */
  Map<String, double[]> run() {
    double[] sigmas = recorded.doubles("sigmas." + schedule);
    try (NDManager manager = Tensors.manager()) {
      var levels = Arrays.stream(sigmas).mapToObj(s -> new NoiseLevel(1, s, s)).toList();
      Grid grid = Grid.through(levels, sigmas[0]);
      NDArray x = recorded.load(manager, "x." + schedule);
      List<double[]> asked = new ArrayList<>();
      NDArray end =
          new Sampling(sampler, grid)
              .run(x, watched(asked), noise(manager, grid.steps()), Listener.NONE);
      Map<String, double[]> outputs = new LinkedHashMap<>();
      outputs.put(golden.key() + ".out", doubles(end));
      outputs.put(
          golden.key() + ".x_at_each_callback",
          asked.stream().flatMapToDouble(Arrays::stream).toArray());
      return outputs;
    }
  }

  /** The recorded formula, which keeps the state that each step is first asked at. */
  private Denoiser watched(List<double[]> asked) {
    if (!golden.json().path("denoiser").asText().equals(FORMULA)) {
      throw new UnsupportedOperationException(
          "the denoiser " + golden.json().path("denoiser").asText());
    }
    return (x, stage) -> {
      if (stage.first()) {
        asked.add(doubles(x));
      }
      double s = stage.level().sigma();
      NDArray wave = x.sin().mul(0.3 * s);
      return Denoised.of(x.mul(0.25).add(wave).div(0.25 + s * s).add(0.1 * Math.cos(s)));
    };
  }

  /** The recorded draws, as many in every step; some of the reference's are never used. */
  private Noise noise(NDManager manager, int steps) {
    String name = golden.key() + ".noises";
    if (!recorded.has(name)) {
      return (step, draw, image) -> {
        throw new IllegalStateException("step " + step + " draws noise, none is recorded");
      };
    }
    NDArray draws = recorded.load(manager, name);
    long perStep = (draws.size(0) + steps - 1) / steps;
    return (step, draw, image) -> draws.get(step * perStep + draw);
  }

  private static double[] doubles(NDArray array) {
    float[] values = array.toFloatArray();
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }
}

package corgi.engine.sampling.kdiffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.sampling.Denoised;
import corgi.engine.sampling.Denoiser;
import corgi.engine.sampling.Listener;
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
 * @param golden a part of a case: its key and what was drawn
 * @param recorded its tensors
 */
record Replay(GoldenCase golden, SafetensorsFile recorded) {
  private static final String FORMULA =
      "D(x,s) = (x*0.25 + 0.3*s*sin(x)) / (0.25 + s^2) + 0.1*cos(s)";

  /** Returns what the method gives, by the names of the recorded tensors or of the part. */
  Map<String, double[]> run() {
    ReferenceSampler reference = ReferenceSampler.of(golden.part());
    String schedule = schedule();
    double[] sigmas = reference.sigmas(recorded.doubles("sigmas." + schedule));
    try (NDManager manager = Tensors.manager()) {
      var levels = Arrays.stream(sigmas).mapToObj(s -> new NoiseLevel(1, s, s)).toList();
      Grid grid = Grid.through(levels, sigmas[0]);
      NDArray x = recorded.load(manager, "x." + schedule);
      List<double[]> first = new ArrayList<>();
      int[] evaluations = new int[1];
      Denoiser watched =
          (y, stage) -> {
            evaluations[0]++;
            if (stage.first()) {
              first.add(doubles(y));
            }
            return denoised(y, stage.level().sigma());
          };
      NDArray end =
          new Sampling(reference.sampler(), grid)
              .run(x, watched, noise(manager, reference.drawsPerStep()), Listener.NONE);
      Map<String, double[]> outputs = new LinkedHashMap<>();
      outputs.put("out", doubles(end));
      outputs.put("x_at_each_callback", first.stream().flatMapToDouble(Arrays::stream).toArray());
      outputs.put("nfe", new double[] {evaluations[0]});
      return outputs;
    }
  }

  /** Names the recorded σ and first state: by the part, or by the σ that it starts from. */
  private String schedule() {
    if (golden.part().has("schedule")) {
      return golden.part().path("schedule").asText();
    }
    float most = (float) golden.part().path("sigma_max").asDouble();
    return recorded.names().stream()
        .filter(name -> name.startsWith("sigmas.") && recorded.floats(name)[0] == most)
        .map(name -> name.substring("sigmas.".length()))
        .findFirst()
        .orElseThrow();
  }

  private Denoised denoised(NDArray x, double s) {
    if (!golden.json().path("denoiser").asText().equals(FORMULA)) {
      throw new UnsupportedOperationException("another denoiser than " + FORMULA);
    }
    NDArray wave = x.sin().mul(0.3 * s);
    return Denoised.of(x.mul(0.25).add(wave).div(0.25 + s * s).add(0.1 * Math.cos(s)));
  }

  /** The recorded draws, as many in every step; some of the reference's are never used. */
  private Noise noise(NDManager manager, int perStep) {
    String name = golden.key() + ".noises";
    if (!recorded.has(name)) {
      return (step, draw, image) -> {
        throw new IllegalStateException("step " + step + " draws noise, none is recorded");
      };
    }
    NDArray draws = recorded.load(manager, name);
    return (step, draw, image) -> draws.get((long) step * perStep + draw);
  }

  private static double[] doubles(NDArray array) {
    float[] values = array.toFloatArray();
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }
}

package corgi.engine.generation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Side;
import corgi.engine.unet.TimeEmbedding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prompts for a network that has learned to guide itself and is told how strongly: the sines and
 * cosines of 1000·(γ − 1). Meng et al. 2022, "On distillation of guided diffusion models"
 * (2210.03142), §3.1; Luo et al. 2023, "Latent consistency models" (2310.04378), whose ω is γ − 1.
 *
 * @param inside without it
 * @param size the size G of the embedding
 */
record DistilledPrompting(Prompting inside, int size) implements Prompting {
  private static final double TIMES = 1000;

  @Override
  public Map<Side, Conditioning> conditions(NDManager manager, Request request) {
    float strength = (float) (TIMES * (request.steering().gamma() - 1));
    NDArray embedded =
        TimeEmbedding.waves(
            manager.create(new float[] {strength}, new Shape(1)),
            size,
            new TimeEmbedding.Options(false, 1)); // (1, G)
    Map<Side, Conditioning> told = new HashMap<>();
    inside
        .conditions(manager, request)
        .forEach((side, condition) -> told.put(side, condition.withGuidance(embedded)));
    return told;
  }

  @Override
  public boolean readsLabels() {
    return inside.readsLabels();
  }

  @Override
  public List<String> warnings(Request request) {
    return inside.warnings(request);
  }

  @Override
  public void close() {
    inside.close();
  }
}

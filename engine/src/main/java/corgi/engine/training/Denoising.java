package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.layers.Parameters;
import corgi.engine.unet.UNet;
import java.util.Map;

/** The task of a U-Net: to tell the picture from the noise, with its caption or without. */
final class Denoising implements Task<Batch> {
  private final UNet network;
  private final Start start;
  private final TrainingLoss loss;
  private final BatchComposer composer;

  /**
   * What {@code plan} wants learned.
   *
   * @param network to be trained
   */
  Denoising(UNet network, TrainingPlan plan) {
    this.network = network;
    start = plan.start();
    loss = plan.objective().trained();
    composer =
        new BatchComposer(
            new Draws(plan.dataset(), plan.options().seed(), plan.options().batch()),
            plan.conditions());
  }

  @Override
  public Parameters parameters() {
    return network.parameters();
  }

  @Override
  public void start(long seed) {
    network.parameters().initialise(seed);
    start.set(network);
  }

  @Override
  public Batch batch(long step) {
    return composer.compose(step);
  }

  @Override
  public Batch rows(Batch batch, Batches.Part part) {
    return batch.rows(part);
  }

  @Override
  public NDArray loss(Batch batch, NDManager manager) {
    return loss.of(network, batch.noised(), batch.told().load(manager), manager).mean();
  }

  @Override
  public Map<String, float[]> memory() {
    return loss.memory();
  }
}

package corgi.engine.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.unet.UNetConfig;

/**
 * A model without its weights.
 *
 * @param unet the shape of its network
 * @param scheduler the keys of diffusers' {@code scheduler_config.json}: the schedule it was
 *     trained on and what it predicts
 * @param provenance how it was made
 */
public record Checkpoint(UNetConfig unet, ObjectNode scheduler, Provenance provenance) {
  /** Takes its own copy of the scheduler's keys. */
  public Checkpoint {
    scheduler = scheduler.deepCopy();
    if (!scheduler.path("_class_name").isTextual()) {
      throw new IllegalArgumentException(
          "_class_name = %s: must name a scheduler, such as DDIMScheduler"
              .formatted(scheduler.get("_class_name")));
    }
  }

  /** Returns a copy of the scheduler's keys. */
  @Override
  public ObjectNode scheduler() {
    return scheduler.deepCopy();
  }
}

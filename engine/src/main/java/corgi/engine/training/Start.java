package corgi.engine.training;

import corgi.engine.checkpoint.Provenance;
import corgi.engine.condition.Conditions;
import corgi.engine.unet.UNet;
import corgi.engine.unet.UNetConfig;

/** What the weights of a training are before its first step. */
public interface Start {
  /** Random weights. */
  Start RANDOM =
      new Start() {
        @Override
        public String name() {
          return Provenance.RANDOM;
        }

        @Override
        public void check(UNetConfig unet, Conditions conditions, ObjectiveSpec objective) {}

        @Override
        public void set(UNet network) {}
      };

  /** What the provenance of the trained model calls it. */
  String name();

  /**
   * Refuses a network that cannot start like this.
   *
   * @param unet the network's shape
   * @param conditions what it is told
   * @param objective what it is trained towards
   * @throws IllegalArgumentException saying what does not fit
   */
  void check(UNetConfig unet, Conditions conditions, ObjectiveSpec objective);

  /** Overwrites random weights. */
  void set(UNet network);
}

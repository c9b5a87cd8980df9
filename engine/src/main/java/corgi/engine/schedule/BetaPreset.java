package corgi.engine.schedule;

import java.util.Map;

/**
 * The β that a kind of scheduler takes where its configuration says nothing. Facts of diffusers
 * 0.39.
 *
 * @param table the table
 * @param start β of the first step
 * @param end β of the last step
 */
record BetaPreset(Betas table, double start, double end) {
  private static final BetaPreset USUAL = new BetaPreset(Betas.LINEAR, 1e-4, 0.02);
  private static final Map<String, BetaPreset> OTHERS =
      Map.of(
          "HeunDiscreteScheduler", new BetaPreset(Betas.LINEAR, 0.00085, 0.012),
          "KDPM2DiscreteScheduler", new BetaPreset(Betas.LINEAR, 0.00085, 0.012),
          "LCMScheduler", new BetaPreset(Betas.SCALED_LINEAR, 0.00085, 0.012));

  static BetaPreset of(String className) {
    return OTHERS.getOrDefault(className, USUAL);
  }
}

package corgi.engine.training;

import corgi.engine.plugin.Setting;
import corgi.engine.training.Choices.Choice;
import java.util.List;

/** The weights of the squared error by name. */
final class LossWeights {
  private static final Setting GAMMA =
      new Setting("gamma", "where the signal-to-noise ratio is cut off", 5, 1e-6, 1e6);
  private static final Setting DATA =
      new Setting("data", "σ_data, the standard deviation of the pictures", 0.5, 1e-3, 1e3);

  static final Choices<LossWeight> ALL =
      new Choices<>(
          "loss",
          List.of(
              Choice.plain("simple", LossWeight.SIMPLE),
              Choice.plain("snr", LossWeight.SNR),
              new Choice<>(
                  "min-snr", List.of(GAMMA), said -> new LossWeight.MinSnr(said.get("gamma"))),
              new Choice<>(
                  "soft-min-snr", List.of(DATA), said -> new SoftMinSnr(said.get("data")))));

  private LossWeights() {}
}

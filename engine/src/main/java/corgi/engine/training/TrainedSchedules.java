package corgi.engine.training;

import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import corgi.engine.schedule.Betas;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.schedule.SigmoidAlphaBar;
import corgi.engine.training.Choices.Choice;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The schedules of β that a training can have, by name, as the keys of diffusers that a model
 * trained on them is stored with. Two differ that are both called sigmoid, so they bear their
 * authors' names.
 */
final class TrainedSchedules {
  /** T. */
  static final int STEPS = 1000;

  static final Choices<UnaryOperator<ScheduleConfig>> ALL =
      new Choices<>(
          "schedule",
          List.of(
              // Nichol and Dhariwal 2021 (2102.09672), eq. 17
              Choice.plain("cosine", c -> c.with("beta_schedule", Betas.COSINE.key())),
              // Ho et al. 2020 (2006.11239), §4
              betas("linear", Betas.LINEAR, 1e-4, 0.02),
              // Rombach et al. 2022 (2112.10752), Stable Diffusion
              betas("scaled-linear", Betas.SCALED_LINEAR, 0.00085, 0.012),
              // β logistic: Xu et al. 2022 (2203.02923), GeoDiff, and diffusers
              betas("sigmoid-xu", Betas.SIGMOID, 1e-4, 0.02),
              // ᾱ logistic: Jabri et al. 2022 (2212.11972)
              new Choice<>(
                  "sigmoid-jabri",
                  List.of(
                      Setting.any("start", "where on the curve there is no noise", -3),
                      Setting.any("end", "where there is nothing else", 3),
                      new Setting("temperature", "τ; larger is straighter", 1, 1e-3, 1e3)),
                  TrainedSchedules::jabri)));

  private TrainedSchedules() {}

  private static Choice<UnaryOperator<ScheduleConfig>> betas(
      String name, Betas table, double start, double end) {
    return new Choice<>(
        name,
        List.of(beta("start", "β of the first step", start), beta("end", "β of the last", end)),
        said ->
            config ->
                config
                    .with("beta_schedule", table.key())
                    .with("beta_start", said.get("start"))
                    .with("beta_end", said.get("end")));
  }

  private static Setting beta(String name, String meaning, double preset) {
    return new Setting(name, meaning, preset, 1e-9, 0.999);
  }

  /** No configuration of diffusers names this one, but all take a table. */
  private static UnaryOperator<ScheduleConfig> jabri(Settings said) {
    double[] betas =
        new SigmoidAlphaBar(said.get("start"), said.get("end"), said.get("temperature"))
            .betas(STEPS);
    return config -> config.with("trained_betas", betas);
  }
}

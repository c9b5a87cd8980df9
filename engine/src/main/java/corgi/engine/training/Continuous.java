package corgi.engine.training;

import corgi.engine.model.Edm;
import corgi.engine.plugin.Setting;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.schedule.VpTrajectory;
import corgi.engine.training.Choices.Choice;
import corgi.engine.training.ObjectiveSpec.Feature;
import java.util.List;

/**
 * Training on noise of any κ, with F preconditioned so that its target has unit variance. Karras et
 * al. 2022 (2206.00364), §5 and table 1, "Ours": λ·c_out² = 1 is the weight {@code simple}.
 *
 * @param prediction with σ_data
 * @param distribution of κ
 * @param scheduler how the author samples
 * @param weight of the squared error of F
 */
record Continuous(
    Edm prediction, NoiseDistribution distribution, ScheduleConfig scheduler, LossWeight weight)
    implements Reading {
  static final Choices<Edm> PREDICTIONS =
      new Choices<>(
          "prediction",
          List.of(
              new Choice<>(
                  ObjectiveSpec.EDM,
                  List.of(
                      new Setting(
                          "data", "σ_data, the pictures' standard deviation", 0.5, 1e-3, 1e3)),
                  said -> new Edm(said.get("data")))));

  /** How much noise the examples get. */
  static final Choices<NoiseDistribution> TIMES =
      new Choices<>(
          "times of edm",
          List.of(
              new Choice<>(
                  "log-normal",
                  List.of(
                      Setting.any("mean", "P_mean, of ln κ", LogNormalNoise.USUAL.mean()),
                      new Setting(
                          "deviation", "P_std", LogNormalNoise.USUAL.deviation(), 1e-3, 1e2)),
                  said -> new LogNormalNoise(said.get("mean"), said.get("deviation"))),
              new Choice<>(
                  "log-uniform",
                  List.of(
                      new Setting("least", "smallest κ", 0.02, 1e-9, 1e9),
                      new Setting("most", "largest κ", 100, 1e-9, 1e9)),
                  said -> new LogUniformNoise(said.get("least"), said.get("most"))),
              Choice.plain("vp", new TrajectoryNoise(VpTrajectory.USUAL, 1e-5))));

  /** The κ of drawing. */
  private static final Choices<ScheduleConfig> SCHEDULES =
      new Choices<>(
          "schedule of edm",
          List.of(
              new Choice<>(
                  "karras",
                  List.of(
                      new Setting("least", "σ_min", 0.002, 1e-9, 1e9),
                      new Setting("most", "σ_max", 80, 1e-9, 1e9),
                      new Setting("rho", "ρ", 7, 1e-3, 1e3)),
                  said ->
                      ScheduleConfig.named("EDMEulerScheduler")
                          .with("num_train_timesteps", TrainedSchedules.STEPS)
                          .with("prediction_type", "epsilon") // the sign of c_out in diffusers
                          .with("sigma_min", said.get("least"))
                          .with("sigma_max", said.get("most"))
                          .with("sigma_schedule", "karras")
                          .with("rho", said.get("rho")))));

  static Continuous of(ObjectiveSpec spec) {
    for (Feature feature : spec.features()) {
      throw new IllegalArgumentException(
          "%s with edm: it has no steps; predict %s"
              .formatted(feature.words(), Stepwise.PREDICTIONS.names()));
    }
    Edm prediction = PREDICTIONS.of(spec.prediction());
    ScheduleConfig config = SCHEDULES.of(spec.schedule());
    if (!(config.number("sigma_max", 0) > config.number("sigma_min", 0))) {
      throw new IllegalArgumentException(
          "schedule '%s': most must be greater than least".formatted(spec.schedule()));
    }
    return new Continuous(
        prediction,
        TIMES.of(spec.times()),
        config.with("sigma_data", prediction.dataDeviation()),
        LossWeights.ALL.of(spec.weight()));
  }

  @Override
  public TrainingLoss loss() {
    return new Objective(range(), prediction, weight);
  }

  @Override
  public NoiseRange range() {
    return NoiseRange.of(distribution);
  }
}

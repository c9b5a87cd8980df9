package corgi.engine.training;

import corgi.engine.model.Clean;
import corgi.engine.model.Epsilon;
import corgi.engine.model.Preconditioning;
import corgi.engine.model.Velocity;
import corgi.engine.plugin.Spec;
import corgi.engine.schedule.Grids;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.schedule.Spacing;
import corgi.engine.schedule.VpSchedule;
import corgi.engine.training.Choices.Choice;
import corgi.engine.training.ObjectiveSpec.Feature;
import java.util.List;

/**
 * Training on the T steps of a variance-preserving schedule. Ho et al. 2020 (2006.11239).
 *
 * @param prediction what the network puts out
 * @param scheduler the schedule
 * @param weight of the squared error, where no variance is learned
 * @param learned whether a variance is: Nichol and Dhariwal 2021 (2102.09672), §3.1
 */
record Stepwise(
    Preconditioning prediction, ScheduleConfig scheduler, LossWeight weight, boolean learned)
    implements Reading {
  static final Choices<Preconditioning> PREDICTIONS =
      new Choices<>(
          "prediction",
          List.of(
              Choice.plain("epsilon", new Epsilon()),
              Choice.plain("v_prediction", new Velocity()),
              Choice.plain("sample", new Clean())));

  private static final String FOR_EPSILON =
      "zero terminal SNR with epsilon: pure noise says nothing of the picture, whatever ε is;"
          + " predict v_prediction or sample";

  static Stepwise of(ObjectiveSpec spec) {
    Preconditioning prediction = prediction(spec.prediction());
    checkTimes(spec.times());
    boolean learned = spec.features().contains(Feature.LEARNED_SIGMA);
    boolean terminal = spec.features().contains(Feature.ZERO_TERMINAL_SNR);
    require(!(terminal && prediction instanceof Epsilon), FOR_EPSILON);
    checkWeight(spec.weight(), spec.features());
    ScheduleConfig config =
        TrainedSchedules.ALL
            .of(spec.schedule())
            .apply(named(learned))
            .with("prediction_type", prediction.name());
    config = config.with("timestep_spacing", "trailing").with("clip_sample", true);
    config = config.with("clip_sample_range", 1.0);
    config = terminal ? config.with("rescale_betas_zero_snr", true) : config;
    config = learned ? config.with("variance_type", "learned_range") : config;
    config.schedule(); // refuses what is none
    return new Stepwise(prediction, config, LossWeights.ALL.of(spec.weight()), learned);
  }

  /** DDIMScheduler knows no learned variance. */
  private static ScheduleConfig named(boolean learned) {
    return ScheduleConfig.named(learned ? "DDPMScheduler" : "DDIMScheduler")
        .with("num_train_timesteps", TrainedSchedules.STEPS);
  }

  private static Preconditioning prediction(Spec spec) {
    try {
      return PREDICTIONS.of(spec);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage() + ", " + ObjectiveSpec.EDM, e);
    }
  }

  private static void checkTimes(Spec times) {
    new Choices<>(
            "times",
            List.of(Choice.plain("uniform", times), Choice.plain(ImportanceSampling.NAME, times)))
        .of(times);
  }

  private static void checkWeight(Spec weight, java.util.Set<Feature> features) {
    boolean simple = weight.name().equals("simple");
    require(
        simple || !features.contains(Feature.LEARNED_SIGMA),
        "loss '%s' with a learned σ: the hybrid bound has the simple loss".formatted(weight));
    require(
        simple || !features.contains(Feature.ZERO_TERMINAL_SNR),
        ("loss '%s' with zero terminal SNR: pure noise, where drawing begins, would weigh nothing;"
                + " use simple")
            .formatted(weight));
  }

  private static void require(boolean right, String message) {
    if (!right) {
      throw new IllegalArgumentException(message);
    }
  }

  @Override
  public TrainingLoss loss() {
    if (!learned) {
      return new Objective(range(), prediction, weight);
    }
    VpSchedule schedule = scheduler.schedule();
    var chain = new ReverseChain(Grids.spaced(schedule, Spacing.TRAILING, schedule.steps()));
    return HybridLoss.rescaled(
        new ReverseProcess(chain, MeanType.of(prediction), VarianceType.LEARNED_RANGE));
  }

  @Override
  public NoiseRange range() {
    return NoiseRange.of(scheduler.schedule());
  }
}

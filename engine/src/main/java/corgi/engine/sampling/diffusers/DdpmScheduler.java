package corgi.engine.sampling.diffusers;

import com.google.auto.service.AutoService;
import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.Ddim;
import corgi.engine.sampling.Ddim.EpsilonSource;
import corgi.engine.sampling.Ddim.LastNoise;
import corgi.engine.sampling.Sampling;
import corgi.engine.sampling.StepVariance;
import corgi.engine.schedule.Grids;
import corgi.engine.schedule.ScheduleConfig;
import java.util.Locale;

/**
 * The ancestral sampler as diffusers runs it: the last step adds noise too, unless it leaves from
 * time 0.
 */
@AutoService(SchedulerFamily.class)
public final class DdpmScheduler implements SchedulerFamily {
  private enum Variance {
    FIXED_SMALL(StepVariance.SMALL),
    FIXED_SMALL_LOG(StepVariance.SMALL), // the same number by way of its logarithm
    FIXED_LARGE(StepVariance.LARGE),
    LEARNED(StepVariance.LEARNED),
    LEARNED_RANGE(StepVariance.LEARNED);

    private final StepVariance ours;

    Variance(StepVariance ours) {
      this.ours = ours;
    }
  }

  @Override
  public String className() {
    return "DDPMScheduler";
  }

  @Override
  public String method() {
    return "ddpm";
  }

  @Override
  public Plan plan(ScheduleConfig config, int steps) {
    String wanted = config.text("variance_type", "fixed_small").toUpperCase(Locale.ROOT);
    if (wanted.equals("FIXED_LARGE_LOG")) {
      throw new UnsupportedSchedulerException(
          "variance_type fixed_large_log: the reference takes the root of a logarithm; use"
              + " fixed_large");
    }
    StepVariance variance = config.choice("variance_type", Variance.FIXED_SMALL).ours;
    Clipping clipping = Clippings.clipped(config);
    var ddpm = new Ddim(1, variance, EpsilonSource.CLEAN, LastNoise.UNLESS_TIME_ZERO);
    return new Plan(
        new Sampling(
            ddpm, Grids.ending(Times.whole(config, Times.clipped(config, clipping), steps))),
        clipping,
        Coordinates.VARIANCE_PRESERVING);
  }
}

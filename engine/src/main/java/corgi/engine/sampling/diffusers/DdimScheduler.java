package corgi.engine.sampling.diffusers;

import com.google.auto.service.AutoService;
import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.Ddim;
import corgi.engine.sampling.Ddim.EpsilonSource;
import corgi.engine.sampling.Ddim.LastNoise;
import corgi.engine.sampling.Sampling;
import corgi.engine.sampling.StepVariance;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.schedule.VpSchedule;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link Ddim} as diffusers runs it: ε̂ is made of the unclipped x̂₀ unless {@code
 * use_clipped_model_output}, and every step arrives ⌊T/N⌋ below where it left ("even spacing"),
 * which for linspace is not where the next one leaves.
 */
@AutoService(SchedulerFamily.class)
public final class DdimScheduler implements SchedulerFamily {
  @Override
  public String className() {
    return "DDIMScheduler";
  }

  @Override
  public String method() {
    return "ddim";
  }

  @Override
  public Plan plan(ScheduleConfig config, int steps) {
    Clipping clipping = Clippings.clipped(config);
    VpSchedule schedule = Times.clipped(config, clipping);
    NoiseLevel end = config.flag("set_alpha_to_one", true) ? NoiseLevel.CLEAN : schedule.at(0);
    List<NoiseLevel> levels = Times.whole(config, schedule, steps);
    boolean clipped = config.flag("use_clipped_model_output", false);
    var ddim =
        new Ddim(
            config.number("eta", 0),
            StepVariance.SMALL,
            clipped ? EpsilonSource.CLEAN : EpsilonSource.RAW,
            LastNoise.NEVER);
    Grid grid = evenSpacing(levels, schedule, end, schedule.steps() / steps);
    return new Plan(new Sampling(ddim, grid), clipping, Coordinates.VARIANCE_PRESERVING);
  }

  private static Grid evenSpacing(
      List<NoiseLevel> levels, VpSchedule schedule, NoiseLevel end, int stride) {
    List<NoiseLevel> nexts = new ArrayList<>();
    for (NoiseLevel level : levels) {
      int next = (int) level.t() - stride;
      nexts.add(next < 0 ? end : schedule.at(next));
    }
    return new Grid(levels, nexts, 1);
  }
}

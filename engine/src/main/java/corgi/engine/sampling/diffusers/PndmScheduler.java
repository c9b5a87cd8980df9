package corgi.engine.sampling.diffusers;

import com.google.auto.service.AutoService;
import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.Detours;
import corgi.engine.sampling.Detours.Detour;
import corgi.engine.sampling.Pndm;
import corgi.engine.sampling.Pndm.Combined;
import corgi.engine.sampling.Pndm.Start;
import corgi.engine.sampling.Sampling;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.Continuum;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.schedule.VpSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@link Pndm} as diffusers runs it: times go down by ⌊T/N⌋ whatever their spacing, in the first
 * steps by half of it, so that where a state is made for and where the model is asked differ a
 * little; and of models of v the outputs are combined, not the noise.
 */
@AutoService(SchedulerFamily.class)
public final class PndmScheduler implements SchedulerFamily {
  private static final int LEAST_STEPS = 4; // that Runge and Kutta's start leaves one of

  @Override
  public String className() {
    return "PNDMScheduler";
  }

  @Override
  public String method() {
    return "pndm";
  }

  @Override
  public Set<String> predictionTypes() {
    return Set.of("epsilon", "v_prediction");
  }

  @Override
  public Set<String> foreign() {
    return Set.of("rescale_betas_zero_snr");
  }

  @Override
  public int leastSteps(ScheduleConfig config) {
    return start(config) == Start.RUNGE_KUTTA ? LEAST_STEPS : 1;
  }

  private static Start start(ScheduleConfig config) {
    return config.flag("skip_prk_steps", false) ? Start.HEUN : Start.RUNGE_KUTTA;
  }

  @Override
  public Plan plan(ScheduleConfig config, int steps) {
    Start start = start(config);
    if (steps < leastSteps(config)) {
      throw new IllegalArgumentException(
          "steps = %d: PNDM needs at least %d, unless skip_prk_steps is set"
              .formatted(steps, LEAST_STEPS));
    }
    boolean velocity = config.predictionType().equals("v_prediction");
    var walk = new Walk(config.schedule(), config.flag("set_alpha_to_one", false), steps);
    var pndm = new Pndm(start, velocity ? Combined.VELOCITY : Combined.NOISE, walk);
    Grid grid = walk.grid(Times.whole(config, config.schedule(), steps), start);
    return new Plan(new Sampling(pndm, grid), Clipping.NONE, Coordinates.VARIANCE_PRESERVING);
  }

  /** Down the times of training by a fixed stride. */
  private record Walk(VpSchedule schedule, boolean endsClean, int steps) implements Detours {
    private NoiseLevel at(double t) {
      NoiseLevel end = endsClean ? NoiseLevel.CLEAN : schedule.at(0);
      return t < 0 ? end : schedule.at((int) t);
    }

    private int stride() {
      return schedule.steps() / steps;
    }

    Grid grid(List<NoiseLevel> levels, Start start) {
      int first = start == Start.HEUN ? 1 : 3;
      List<NoiseLevel> nexts = new ArrayList<>();
      for (int i = 0; i < steps; i++) {
        boolean exact = i < Math.min(first, steps - 1);
        nexts.add(exact ? levels.get(i + 1) : at(levels.get(i).t() - stride()));
      }
      return new Grid(levels, nexts, 1);
    }

    @Override
    public Detour of(Start start, Stage stage, Continuum between) {
      double from = stage.level().t();
      NoiseLevel next = stage.next();
      int half = stride() / 2;
      return start == Start.HEUN
          ? new Detour(at(from - stride()), next, at(next.t() + stride()))
          : new Detour(at(from - half), at(next.t() + half), stage.level());
    }
  }
}

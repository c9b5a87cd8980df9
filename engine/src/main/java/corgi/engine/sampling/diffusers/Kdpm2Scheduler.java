package corgi.engine.sampling.diffusers;

import com.google.auto.service.AutoService;
import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.Midpoint;
import corgi.engine.sampling.Sampling;
import corgi.engine.sampling.Target;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.ScheduleConfig;
import java.util.List;
import java.util.Set;

/**
 * DPM-Solver-2, {@link Midpoint} for ε̂, as diffusers runs it: times of Karras' sequence are
 * rounded, but not those of the middles.
 */
@AutoService(SchedulerFamily.class)
public final class Kdpm2Scheduler implements SchedulerFamily {
  @Override
  public String className() {
    return "KDPM2DiscreteScheduler";
  }

  @Override
  public String method() {
    return "dpm2";
  }

  @Override
  public Set<String> predictionTypes() {
    return Set.of("epsilon", "v_prediction");
  }

  @Override
  public Set<String> foreign() {
    return KappaGrid.RARE;
  }

  @Override
  public Plan plan(ScheduleConfig config, int steps) {
    Grid grid = new KappaGrid(config, steps).grid();
    Grid told = config.flag("use_karras_sigmas", false) ? rounded(grid) : grid;
    return new Plan(
        new Sampling(new Midpoint(Target.NOISE), told), Clipping.NONE, Coordinates.KARRAS);
  }

  private static Grid rounded(Grid grid) {
    List<NoiseLevel> levels =
        grid.levels().stream().map(level -> level.at(Math.rint(level.t()))).toList();
    return new Grid(levels, grid.nexts(), grid.initialScale(), grid.between());
  }
}

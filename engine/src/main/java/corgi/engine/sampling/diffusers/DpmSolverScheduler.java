package corgi.engine.sampling.diffusers;

import com.google.auto.service.AutoService;
import corgi.engine.sampling.DpmEquation;
import corgi.engine.sampling.DpmSolver;
import corgi.engine.sampling.Sampling;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.ScheduleConfig;
import java.util.Set;

/** {@link DpmSolver} as diffusers runs it. */
@AutoService(SchedulerFamily.class)
public final class DpmSolverScheduler implements SchedulerFamily {
  @Override
  public String className() {
    return "DPMSolverMultistepScheduler";
  }

  @Override
  public String method() {
    return "dpm++2m";
  }

  @Override
  public Set<String> foreign() {
    return Set.of("sigma_min", "sigma_max");
  }

  @Override
  public Plan plan(ScheduleConfig config, int steps) {
    DpmEquation equation = DpmKeys.equation(config, Set.of(DpmEquation.values()));
    var exponential = new ExponentialGrid(config, steps);
    boolean noise = equation == DpmEquation.DPMSOLVER || equation == DpmEquation.SDE_DPMSOLVER;
    DpmKeys.checkEnd(config, noise, exponential);
    boolean cosine = config.text("beta_schedule", "").equals("squaredcos_cap_v2");
    boolean rounds = KappaChoice.rounds(config) && !cosine;
    Grid grid = exponential.grid(t -> rounds ? Math.rint(t) : Math.floor(t));
    var solver =
        new DpmSolver(
            config.whole("solver_order", 2, 1, 3),
            equation,
            DpmKeys.correction(config),
            DpmKeys.options(config));
    return new Plan(
        new Sampling(solver, grid), Clippings.thresholded(config), Coordinates.VARIANCE_PRESERVING);
  }
}

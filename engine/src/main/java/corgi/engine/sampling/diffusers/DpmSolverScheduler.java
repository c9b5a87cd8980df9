package corgi.engine.sampling.diffusers;

import com.google.auto.service.AutoService;
import corgi.engine.sampling.DpmEquation;
import corgi.engine.sampling.DpmSolver;
import corgi.engine.sampling.DpmSolver.Option;
import corgi.engine.sampling.Sampling;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.ScheduleConfig;
import java.util.EnumSet;
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
            options(config));
    return new Plan(
        new Sampling(solver, grid), Clippings.thresholded(config), Coordinates.VARIANCE_PRESERVING);
  }

  private static Set<Option> options(ScheduleConfig config) {
    Set<Option> options = EnumSet.of(Option.DIFFUSERS_THIRD_ORDER_SDE);
    if (config.flag("lower_order_final", true)) {
      options.add(Option.LOWER_ORDER_FINAL);
    }
    if (config.flag("euler_at_final", false)) {
      options.add(Option.EULER_AT_FINAL);
    }
    return options;
  }
}

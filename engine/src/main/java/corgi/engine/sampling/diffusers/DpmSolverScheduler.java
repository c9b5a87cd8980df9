package corgi.engine.sampling.diffusers;

import com.google.auto.service.AutoService;
import corgi.engine.sampling.DpmEquation;
import corgi.engine.sampling.DpmSolver;
import corgi.engine.sampling.DpmSolver.Correction;
import corgi.engine.sampling.DpmSolver.Option;
import corgi.engine.sampling.Sampling;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.ScheduleConfig;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@link DpmSolver} as diffusers runs it. */
@AutoService(SchedulerFamily.class)
public final class DpmSolverScheduler implements SchedulerFamily {
  private static final Map<String, DpmEquation> EQUATIONS =
      Map.of(
          "dpmsolver++", DpmEquation.DPMSOLVER_PP,
          "dpmsolver", DpmEquation.DPMSOLVER,
          "sde-dpmsolver++", DpmEquation.SDE_DPMSOLVER_PP,
          "sde-dpmsolver", DpmEquation.SDE_DPMSOLVER,
          "deis", DpmEquation.DPMSOLVER_PP); // what the reference makes of a DEIS configuration

  @Override
  public String className() {
    return "DPMSolverMultistepScheduler";
  }

  @Override
  public Plan plan(ScheduleConfig config, int steps) {
    DpmEquation equation = equation(config);
    var exponential = new ExponentialGrid(config, steps);
    boolean noise = equation == DpmEquation.DPMSOLVER || equation == DpmEquation.SDE_DPMSOLVER;
    if (noise && exponential.endsClean()) {
      throw new IllegalArgumentException(
          "scheduler configuration: %s needs final_sigmas_type = sigma_min"
              .formatted(config.text("algorithm_type", "")));
    }
    boolean cosine = config.text("beta_schedule", "").equals("squaredcos_cap_v2");
    boolean rounds = KappaChoice.rounds(config) && !cosine;
    Grid grid = exponential.grid(t -> rounds ? Math.rint(t) : Math.floor(t));
    var solver =
        new DpmSolver(
            config.whole("solver_order", 2, 1, 3), equation, correction(config), options(config));
    return new Plan(
        new Sampling(solver, grid), Clippings.thresholded(config), Coordinates.VARIANCE_PRESERVING);
  }

  private static DpmEquation equation(ScheduleConfig config) {
    String type = config.text("algorithm_type", "dpmsolver++");
    DpmEquation equation = EQUATIONS.get(type);
    if (equation == null) {
      throw new IllegalArgumentException(
          "scheduler configuration: algorithm_type = %s: must be one of %s"
              .formatted(type, EQUATIONS.keySet().stream().sorted().toList()));
    }
    return equation;
  }

  /** The types of other schedulers count as midpoint, since configurations are passed between. */
  private static Correction correction(ScheduleConfig config) {
    String type = config.text("solver_type", "midpoint");
    if (List.of("midpoint", "logrho", "bh1", "bh2").contains(type)) {
      return Correction.MIDPOINT;
    }
    return config.choice("solver_type", Correction.MIDPOINT);
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

package corgi.engine.sampling.diffusers;

import corgi.engine.sampling.DpmEquation;
import corgi.engine.sampling.DpmSolver.Correction;
import corgi.engine.sampling.DpmSolver.Option;
import corgi.engine.schedule.ScheduleConfig;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys that both schedulers of DPM-Solver have. */
final class DpmKeys {
  private static final Map<String, DpmEquation> EQUATIONS =
      Map.of(
          "dpmsolver++", DpmEquation.DPMSOLVER_PP,
          "dpmsolver", DpmEquation.DPMSOLVER,
          "sde-dpmsolver++", DpmEquation.SDE_DPMSOLVER_PP,
          "sde-dpmsolver", DpmEquation.SDE_DPMSOLVER,
          "deis", DpmEquation.DPMSOLVER_PP); // what the reference makes of a DEIS configuration

  private DpmKeys() {}

  /** Returns the equation, one of those that the scheduler knows. */
  static DpmEquation equation(ScheduleConfig config, Set<DpmEquation> known) {
    String type = config.text("algorithm_type", "dpmsolver++");
    DpmEquation equation = EQUATIONS.get(type);
    if (equation == null || !known.contains(equation)) {
      throw new IllegalArgumentException(
          "scheduler configuration: algorithm_type = %s: must be one of %s"
              .formatted(
                  type,
                  EQUATIONS.keySet().stream()
                      .filter(name -> known.contains(EQUATIONS.get(name)))
                      .sorted()
                      .toList()));
    }
    return equation;
  }

  /** The types of other schedulers count as midpoint, since configurations are passed between. */
  static Correction correction(ScheduleConfig config) {
    String type = config.text("solver_type", "midpoint");
    if (List.of("midpoint", "logrho", "bh1", "bh2").contains(type)) {
      return Correction.MIDPOINT;
    }
    return config.choice("solver_type", Correction.MIDPOINT);
  }

  /** What multistep solvers do at the end of a run, and as the reference does. */
  static Set<Option> options(ScheduleConfig config) {
    Set<Option> options = EnumSet.of(Option.DIFFUSERS_THIRD_ORDER_SDE);
    if (config.flag("lower_order_final", true)) {
      options.add(Option.LOWER_ORDER_FINAL);
    }
    if (config.flag("euler_at_final", false)) {
      options.add(Option.EULER_AT_FINAL);
    }
    return options;
  }

  /** Refuses a run to the clean image where the equation cannot arrive there. */
  static void checkEnd(ScheduleConfig config, boolean cannot, ExponentialGrid grid) {
    if (cannot && grid.endsClean()) {
      throw new IllegalArgumentException(
          "scheduler configuration: %s needs final_sigmas_type = sigma_min"
              .formatted(config.text("algorithm_type", "")));
    }
  }
}

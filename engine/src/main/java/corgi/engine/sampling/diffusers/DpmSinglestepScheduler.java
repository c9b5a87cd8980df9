package corgi.engine.sampling.diffusers;

import com.google.auto.service.AutoService;
import corgi.engine.sampling.DpmEquation;
import corgi.engine.sampling.DpmSinglestep;
import corgi.engine.sampling.DpmSinglestep.Option;
import corgi.engine.sampling.Sampling;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.ScheduleConfig;
import java.util.EnumSet;
import java.util.Set;

/** {@link DpmSinglestep} as diffusers runs it, always at times of linspace. */
@AutoService(SchedulerFamily.class)
public final class DpmSinglestepScheduler implements SchedulerFamily {
  private static final Set<DpmEquation> EQUATIONS =
      EnumSet.of(DpmEquation.DPMSOLVER_PP, DpmEquation.DPMSOLVER, DpmEquation.SDE_DPMSOLVER_PP);

  @Override
  public String className() {
    return "DPMSolverSinglestepScheduler";
  }

  @Override
  public String method() {
    return "dpm++singlestep";
  }

  @Override
  public Set<String> foreign() {
    return Set.of(
        "rescale_betas_zero_snr",
        "use_lu_lambdas",
        "timestep_spacing",
        "steps_offset",
        "sigma_min",
        "sigma_max");
  }

  @Override
  public Plan plan(ScheduleConfig config, int steps) {
    DpmEquation equation = DpmKeys.equation(config, EQUATIONS);
    var exponential = new ExponentialGrid(config, steps);
    boolean data = config.text("algorithm_type", "dpmsolver++").endsWith("++");
    DpmKeys.checkEnd(config, !data, exponential);
    boolean rounds = KappaChoice.rounds(config);
    Grid grid = exponential.grid(t -> rounds ? Math.rint(t) : Math.floor(t));
    Set<Option> options = EnumSet.of(Option.DIFFUSERS_THIRD_ORDER_SDE);
    if (config.flag("lower_order_final", false)) {
      options.add(Option.ENDS_IN_ORDER_ONE);
    }
    int order = config.whole("solver_order", 2, 1, 3);
    return new Plan(
        new Sampling(new DpmSinglestep(order, equation, DpmKeys.correction(config), options), grid),
        Clippings.thresholded(config),
        Coordinates.VARIANCE_PRESERVING);
  }
}

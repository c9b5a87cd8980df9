package corgi.engine.sampling.diffusers;

import com.google.auto.service.AutoService;
import corgi.engine.sampling.Deis;
import corgi.engine.sampling.Sampling;
import corgi.engine.sampling.ShortRuns;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.ScheduleConfig;
import java.util.List;
import java.util.Set;

/** {@link Deis} as diffusers runs it: it ends at the least κ of training. */
@AutoService(SchedulerFamily.class)
public final class DeisScheduler implements SchedulerFamily {
  @Override
  public String className() {
    return "DEISMultistepScheduler";
  }

  @Override
  public String method() {
    return "deis";
  }

  @Override
  public Set<String> foreign() {
    return Set.of(
        "rescale_betas_zero_snr",
        "use_lu_lambdas",
        "lambda_min_clipped",
        "final_sigmas_type",
        "sigma_min",
        "sigma_max");
  }

  @Override
  public Plan plan(ScheduleConfig config, int steps) {
    check(config, "algorithm_type", List.of("deis", "dpmsolver", "dpmsolver++"));
    check(config, "solver_type", List.of("logrho", "midpoint", "heun", "bh1", "bh2"));
    boolean lower = config.flag("lower_order_final", true);
    var deis =
        new Deis(
            config.whole("solver_order", 2, 1, 3),
            lower ? ShortRuns.LOWER_ORDERS : ShortRuns.FULL_ORDER);
    boolean rounds = KappaChoice.rounds(config);
    Grid grid =
        new ExponentialGrid(config.with("final_sigmas_type", "sigma_min"), steps)
            .grid(t -> rounds ? Math.rint(t) : Math.floor(t));
    return new Plan(
        new Sampling(deis, grid), Clippings.thresholded(config), Coordinates.VARIANCE_PRESERVING);
  }

  /** The types of other schedulers count as the first, since configurations are passed between. */
  private static void check(ScheduleConfig config, String key, List<String> allowed) {
    String type = config.text(key, allowed.get(0));
    if (!allowed.contains(type)) {
      throw new IllegalArgumentException(
          "scheduler configuration: %s = %s: must be one of %s".formatted(key, type, allowed));
    }
  }
}

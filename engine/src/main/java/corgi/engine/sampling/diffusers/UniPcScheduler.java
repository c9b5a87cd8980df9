package corgi.engine.sampling.diffusers;

import com.google.auto.service.AutoService;
import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.Sampling;
import corgi.engine.sampling.Target;
import corgi.engine.sampling.UniPc;
import corgi.engine.sampling.UniPc.Basis;
import corgi.engine.sampling.UniPc.Endings;
import corgi.engine.sampling.UniPc.Last;
import corgi.engine.schedule.ScheduleConfig;
import java.util.List;
import java.util.Set;

/** {@link UniPc} as diffusers runs it: without {@code predict_x0} nothing is thresholded. */
@AutoService(SchedulerFamily.class)
public final class UniPcScheduler implements SchedulerFamily {
  @Override
  public String className() {
    return "UniPCMultistepScheduler";
  }

  @Override
  public String method() {
    return "unipc";
  }

  @Override
  public Set<String> foreign() {
    return Set.of("use_lu_lambdas", "lambda_min_clipped");
  }

  @Override
  public Plan plan(ScheduleConfig config, int steps) {
    boolean data = config.flag("predict_x0", true);
    boolean lower = config.flag("lower_order_final", true);
    boolean rounds = KappaChoice.rounds(config);
    var method =
        new UniPc(
            config.whole("solver_order", 2, 1, 3),
            data ? Target.DATA : Target.NOISE,
            basis(config),
            new Endings(
                lower ? Last.LOWER_ORDERS : Last.FULL_ORDER,
                Set.copyOf(config.wholes("disable_corrector"))));
    var grid = new ExponentialGrid(config, steps).grid(t -> rounds ? Math.rint(t) : Math.floor(t));
    return new Plan(
        new Sampling(method, grid),
        data ? Clippings.thresholded(config) : Clipping.NONE,
        Coordinates.VARIANCE_PRESERVING);
  }

  /** The types of other schedulers count as B₂, since configurations are passed between. */
  private static Basis basis(ScheduleConfig config) {
    if (List.of("midpoint", "heun", "logrho").contains(config.text("solver_type", "bh2"))) {
      return Basis.BH2;
    }
    return config.choice("solver_type", Basis.BH2);
  }
}

package corgi.engine.sampling.diffusers;

import com.google.auto.service.AutoService;
import corgi.engine.sampling.Churn;
import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.Ddim;
import corgi.engine.sampling.LateChurn;
import corgi.engine.sampling.LateChurn.Kept;
import corgi.engine.sampling.Sampler;
import corgi.engine.sampling.Sampling;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.ScheduleConfig;
import java.util.Map;
import java.util.Set;

/**
 * Euler's method as diffusers runs it. Churn is added after the model was asked, {@link LateChurn};
 * {@code timestep_type} continuous tells a model of v the time ¼·ln κ.
 */
@AutoService(SchedulerFamily.class)
public final class EulerScheduler implements SchedulerFamily {
  private static final Map<String, Kept> KEPT =
      Map.of(
          "epsilon", Kept.NOISE,
          "v_prediction", Kept.VELOCITY,
          "sample", Kept.CLEAN,
          "original_sample", Kept.CLEAN);

  private enum TimeType {
    DISCRETE,
    CONTINUOUS
  }

  @Override
  public String className() {
    return "EulerDiscreteScheduler";
  }

  @Override
  public String method() {
    return "euler";
  }

  @Override
  public Set<String> predictionTypes() {
    return KEPT.keySet();
  }

  @Override
  public Set<String> foreign() {
    return Set.of("use_lu_lambdas");
  }

  @Override
  public Plan plan(ScheduleConfig config, int steps) {
    Grid grid = new KappaGrid(config, steps).grid();
    boolean velocity = config.predictionType().equals("v_prediction");
    boolean continuous =
        velocity && config.choice("timestep_type", TimeType.DISCRETE) == TimeType.CONTINUOUS;
    return new Plan(
        new Sampling(sampler(config, steps), continuous ? continuous(grid) : grid),
        Clipping.NONE,
        Coordinates.KARRAS);
  }

  private static Sampler sampler(ScheduleConfig config, int steps) {
    double amount = config.number("s_churn", 0);
    if (amount == 0) {
      return Ddim.EULER;
    }
    double sharing = steps + (KappaGrid.hasOneMore(config) ? 1 : 0); // the reference counts σ
    var churn =
        new Churn(
            amount * steps / sharing,
            config.number("s_tmin", 0),
            config.number("s_tmax", Double.POSITIVE_INFINITY),
            config.number("s_noise", 1));
    return new LateChurn(churn, KEPT.get(config.predictionType()));
  }

  private static Grid continuous(Grid grid) {
    var levels = grid.levels().stream().map(l -> l.at(Math.log(l.kappa()) / 4)).toList();
    return new Grid(levels, grid.nexts(), grid.initialScale(), grid.between());
  }
}

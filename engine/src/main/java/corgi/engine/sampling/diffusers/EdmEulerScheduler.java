package corgi.engine.sampling.diffusers;

import com.google.auto.service.AutoService;
import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.Ddim;
import corgi.engine.sampling.Sampling;
import corgi.engine.schedule.EdmGrid;
import corgi.engine.schedule.ScheduleConfig;
import java.util.Set;

/** Euler's method on a model of Karras et al. 2022 (2206.00364) as diffusers runs it. */
@AutoService(SchedulerFamily.class)
public final class EdmEulerScheduler implements SchedulerFamily {
  @Override
  public String className() {
    return "EDMEulerScheduler";
  }

  @Override
  public String method() {
    return "euler";
  }

  @Override
  public Set<String> predictionTypes() {
    return EdmKeys.PREDICTIONS;
  }

  @Override
  public Plan plan(ScheduleConfig config, int steps) {
    if (config.number("s_churn", 0) != 0) {
      throw new UnsupportedSchedulerException(
          "s_churn of EDMEulerScheduler is not supported: leave it out, or use the sampler ddim with eta for noise on the way");
    }
    return new Plan(
        new Sampling(Ddim.EULER, EdmKeys.start(EdmGrid.of(config), steps)),
        Clipping.NONE,
        Coordinates.KARRAS);
  }
}

package corgi.engine.sampling.diffusers;

import com.google.auto.service.AutoService;
import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.Lms;
import corgi.engine.sampling.Sampling;
import corgi.engine.schedule.ScheduleConfig;
import java.util.Set;

/** {@link Lms} as diffusers runs it. */
@AutoService(SchedulerFamily.class)
public final class LmsScheduler implements SchedulerFamily {
  @Override
  public String className() {
    return "LMSDiscreteScheduler";
  }

  @Override
  public String method() {
    return "lms";
  }

  @Override
  public Set<String> foreign() {
    return KappaGrid.RARE;
  }

  @Override
  public Plan plan(ScheduleConfig config, int steps) {
    var lms = new Lms(config.whole("order", 4, 1, 4));
    return new Plan(
        new Sampling(lms, new KappaGrid(config, steps).grid()), Clipping.NONE, Coordinates.KARRAS);
  }
}

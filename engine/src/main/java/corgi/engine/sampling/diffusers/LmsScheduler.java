package corgi.engine.sampling.diffusers;

import com.google.auto.service.AutoService;
import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.Lms;
import corgi.engine.sampling.Sampling;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.Kappas;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.schedule.Spacing;
import corgi.engine.schedule.VpSchedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@link Lms} as diffusers runs it: times of linspace and of κ sequences are not rounded. */
@AutoService(SchedulerFamily.class)
public final class LmsScheduler implements SchedulerFamily {
  @Override
  public String className() {
    return "LMSDiscreteScheduler";
  }

  @Override
  public Plan plan(ScheduleConfig config, int steps) {
    VpSchedule schedule = config.with("rescale_betas_zero_snr", false).schedule();
    Spacing spacing = config.spacing(Spacing.LINSPACE);
    double[] times = Times.offset(config, spacing, spacing.times(schedule.steps(), steps));
    List<NoiseLevel> levels =
        new ArrayList<>(Arrays.stream(times).mapToObj(schedule::between).toList());
    Kappas kappas = KappaChoice.of(config);
    if (kappas != null) {
      double most = levels.get(0).kappa();
      double least = levels.get(levels.size() - 1).kappa();
      levels.clear();
      Arrays.stream(kappas.from(most, least, steps))
          .mapToObj(schedule::ofKappa)
          .forEach(levels::add);
    }
    double scale = spacing == Spacing.LEADING ? 1 : levels.get(0).sigma();
    levels.add(NoiseLevel.CLEAN);
    return new Plan(
        new Sampling(new Lms(config.whole("order", 4, 1, 4)), Grid.through(levels, scale)),
        Clipping.NONE,
        Coordinates.KARRAS);
  }
}

package corgi.engine.sampling.diffusers;

import com.google.auto.service.AutoService;
import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.Lcm;
import corgi.engine.sampling.Sampling;
import corgi.engine.schedule.Grids;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.schedule.VpSchedule;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * {@link Lcm} as diffusers runs it: its times are an even choice of those the model was distilled
 * at, every ⌊T/original_inference_steps⌋-th.
 */
@AutoService(SchedulerFamily.class)
public final class LcmScheduler implements SchedulerFamily {
  @Override
  public String className() {
    return "LCMScheduler";
  }

  @Override
  public String method() {
    return "lcm";
  }

  @Override
  public Set<String> foreign() {
    return Set.of("timestep_spacing", "steps_offset"); // known, but without an effect
  }

  @Override
  public Plan plan(ScheduleConfig config, int steps) {
    Clipping clipping = Clippings.clippedIfAsked(config);
    VpSchedule schedule = Times.clipped(config, clipping);
    int distilled = config.whole("original_inference_steps", 50, 1, schedule.steps());
    if (steps > distilled) {
      throw new IllegalArgumentException(
          "steps = %d: must be at most original_inference_steps = %d".formatted(steps, distilled));
    }
    int stride = schedule.steps() / distilled;
    double skip = (double) distilled / steps;
    List<NoiseLevel> levels =
        IntStream.range(0, steps)
            .map(i -> (distilled - (int) (i * skip)) * stride - 1)
            .mapToObj(schedule::at)
            .toList();
    return new Plan(
        new Sampling(new Lcm(config.number("timestep_scaling", 10)), Grids.ending(levels)),
        clipping,
        Coordinates.VARIANCE_PRESERVING);
  }
}

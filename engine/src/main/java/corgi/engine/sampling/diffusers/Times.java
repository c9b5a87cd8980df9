package corgi.engine.sampling.diffusers;

import corgi.engine.sampling.Clipping;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.schedule.Spacing;
import corgi.engine.schedule.VpSchedule;
import java.util.Arrays;
import java.util.List;

/** The levels at times that are spaced as a configuration says. */
final class Times {
  /** Pure noise has no finite κ, so the reference stops short of it by this ᾱ. */
  private static final double LEAST_ALPHA_BAR = 0x1p-24;

  /** Small enough that what an ε-model says of x̂₀ there is clipped, wherever it is not 0. */
  private static final double VANISHING_ALPHA_BAR = 1e-40;

  private Times() {}

  /** Returns the schedule of training for methods in κ, which cannot begin at pure noise. */
  static VpSchedule finite(ScheduleConfig config) {
    boolean zero = config.flag("rescale_betas_zero_snr", false);
    return zero ? config.schedule().withTerminal(LEAST_ALPHA_BAR) : config.schedule();
  }

  /**
   * Returns the schedule of training for methods that begin at pure noise. A model of ε knows
   * nothing of x̂₀ there, which the reference divides by 0 and clips; without clipping the run
   * fails.
   */
  static VpSchedule clipped(ScheduleConfig config, Clipping clipping) {
    boolean zero = config.flag("rescale_betas_zero_snr", false);
    boolean divides = zero && config.predictionType().equals("epsilon");
    return divides && clipping != Clipping.NONE
        ? config.schedule().withTerminal(VANISHING_ALPHA_BAR)
        : config.schedule();
  }

  /** The offset that leading times are raised by. */
  static double[] offset(ScheduleConfig config, Spacing spacing, double[] times) {
    int offset = config.whole("steps_offset", 0, 0, 1000);
    return spacing == Spacing.LEADING ? Arrays.stream(times).map(t -> t + offset).toArray() : times;
  }

  /** The levels at whole times of the schedulers that walk in t, DDIM and DDPM. */
  static List<NoiseLevel> whole(ScheduleConfig config, VpSchedule schedule, int steps) {
    Spacing spacing = config.spacing(Spacing.LEADING);
    double[] times = offset(config, spacing, spacing.times(schedule.steps(), steps));
    return Arrays.stream(times).mapToObj(t -> schedule.at((int) Math.rint(t))).toList();
  }
}

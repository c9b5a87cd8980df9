package corgi.engine.sampling.diffusers;

import corgi.engine.schedule.Grid;
import corgi.engine.schedule.Kappas;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.schedule.Spacing;
import corgi.engine.schedule.VpSchedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The grids of the schedulers that work in x/α: LMS, Euler, Heun and KDPM2. Their times are not
 * rounded, and the first state of all spacings but leading has the deviation κ of the noise alone.
 */
final class KappaGrid {
  /** The keys that this reads and only some of these schedulers know. */
  static final Set<String> RARE =
      Set.of(
          "rescale_betas_zero_snr",
          "use_lu_lambdas",
          "sigma_min",
          "sigma_max",
          "interpolation_type",
          "final_sigmas_type");

  private enum Interpolation {
    LINEAR,
    LOG_LINEAR
  }

  private enum FinalSigma {
    ZERO,
    SIGMA_MIN
  }

  private final ScheduleConfig config;
  private final VpSchedule schedule;
  private final int steps;

  KappaGrid(ScheduleConfig config, int steps) {
    this.config = config;
    this.steps = steps;
    this.schedule = Times.finite(config);
  }

  /**
   * Whether the reference makes one σ more than there are steps, and so ends a step too soon: κ
   * even in its logarithm where no other sequence replaces it.
   */
  static boolean hasOneMore(ScheduleConfig config) {
    return logarithmic(config) && KappaChoice.of(config) == null;
  }

  private static boolean logarithmic(ScheduleConfig config) {
    return config.choice("interpolation_type", Interpolation.LINEAR) == Interpolation.LOG_LINEAR;
  }

  /** Returns the grid; between its levels are those of training. */
  Grid grid() {
    boolean logarithmic = logarithmic(config);
    Spacing spacing = config.spacing(Spacing.LINSPACE);
    double[] times = Times.offset(config, spacing, spacing.times(schedule.steps(), steps));
    List<NoiseLevel> levels =
        logarithmic
            ? logarithmic(times)
            : Arrays.stream(times).mapToObj(schedule::between).toList();
    Kappas kappas = KappaChoice.of(config);
    List<NoiseLevel> all =
        new ArrayList<>(kappas == null ? levels : sequence(kappas, levels, logarithmic));
    double scale = spacing == Spacing.LEADING ? 1 : all.get(0).sigma();
    all.add(hasOneMore(config) ? schedule.at(0) : end());
    return Grid.through(all, scale).with(schedule);
  }

  private NoiseLevel end() {
    FinalSigma end = config.choice("final_sigmas_type", FinalSigma.ZERO);
    return end == FinalSigma.ZERO ? NoiseLevel.CLEAN : schedule.at(0);
  }

  /** κ even in its logarithm, whatever the times: one more than there are, the last not here. */
  private List<NoiseLevel> logarithmic(double[] times) {
    double[] kappas = Kappas.EXPONENTIAL.from(most(), schedule.at(0).kappa(), steps + 1);
    return IntStream.range(0, steps)
        .mapToObj(i -> schedule.ofKappa(kappas[i]).at(times[i]))
        .toList();
  }

  private double most() {
    return schedule.at(schedule.steps() - 1).kappa();
  }

  private List<NoiseLevel> sequence(Kappas kappas, List<NoiseLevel> levels, boolean whole) {
    double most = whole ? most() : levels.get(0).kappa();
    double least = (whole ? schedule.at(0) : levels.get(steps - 1)).kappa();
    double[] sequence =
        kappas.from(config.number("sigma_max", most), config.number("sigma_min", least), steps);
    return Arrays.stream(sequence).mapToObj(schedule::ofKappa).toList();
  }
}

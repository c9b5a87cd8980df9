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
import java.util.function.DoubleUnaryOperator;

/** The grids of the schedulers that integrate in λ: DPM-Solver, UniPC and DEIS. */
final class ExponentialGrid {
  private enum FinalSigma {
    ZERO,
    SIGMA_MIN
  }

  private final ScheduleConfig config;
  private final VpSchedule schedule;
  private final int steps;

  ExponentialGrid(ScheduleConfig config, int steps) {
    this.config = config;
    this.steps = steps;
    this.schedule = Times.finite(config);
  }

  /** Whether the grid ends in the clean image. */
  boolean endsClean() {
    return config.choice("final_sigmas_type", FinalSigma.ZERO) == FinalSigma.ZERO;
  }

  /**
   * Returns the grid.
   *
   * @param rounding what is done to the times of a sequence of κ
   */
  Grid grid(DoubleUnaryOperator rounding) {
    Kappas kappas = KappaChoice.of(config);
    List<NoiseLevel> levels =
        new ArrayList<>(kappas == null ? spaced() : sequence(kappas, rounding));
    NoiseLevel cleanest = kappas == null ? schedule.at(0) : levels.get(steps - 1);
    levels.add(endsClean() ? NoiseLevel.CLEAN : cleanest);
    return Grid.through(levels, 1);
  }

  private List<NoiseLevel> spaced() {
    Spacing spacing = config.spacing(Spacing.LINSPACE);
    int count = clippedSteps();
    double[] times =
        spacing == Spacing.TRAILING
            ? Spacing.trailing(count, (double) schedule.steps() / steps)
            : spacing.timesAboveZero(count, steps);
    return Arrays.stream(Times.offset(config, spacing, times))
        .mapToObj(t -> schedule.at((int) Math.rint(t)))
        .toList();
  }

  /** The number of times whose λ is at least {@code lambda_min_clipped}. */
  private int clippedSteps() {
    double least = config.number("lambda_min_clipped", Double.NEGATIVE_INFINITY);
    int count = schedule.steps();
    while (count > 1 && schedule.at(count - 1).lambda() < least) {
      count--;
    }
    return count;
  }

  private List<NoiseLevel> sequence(Kappas kappas, DoubleUnaryOperator rounding) {
    double most = config.number("sigma_max", schedule.at(schedule.steps() - 1).kappa());
    double least = config.number("sigma_min", schedule.at(0).kappa());
    return Arrays.stream(kappas.from(most, least, steps))
        .mapToObj(schedule::ofKappa)
        .map(l -> new NoiseLevel(l.alpha(), l.sigma(), rounding.applyAsDouble(l.t())))
        .toList();
  }
}

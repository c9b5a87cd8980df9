package corgi.engine.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The usual grids of a trained schedule. */
public final class Grids {
  private Grids() {}

  /**
   * Returns a grid at whole times, ending in the clean image.
   *
   * @param steps from 1 to the T of the schedule
   */
  public static Grid spaced(Schedule schedule, Spacing spacing, int steps) {
    checkSteps(schedule, steps);
    List<NoiseLevel> levels = new ArrayList<>();
    for (double t : spacing.times(schedule.steps(), steps)) {
      levels.add(schedule.at((int) Math.rint(t)));
    }
    return ending(levels).with(schedule);
  }

  /** Returns a grid of Karras' κ over the range of the schedule, ending in the clean image. */
  public static Grid karras(Schedule schedule, int steps) {
    checkSteps(schedule, steps);
    double most = schedule.at(schedule.steps() - 1).kappa();
    if (Double.isInfinite(most)) {
      throw new IllegalArgumentException(
          "a schedule that ends in pure noise has no largest κ: use a grid in t");
    }
    double[] kappas = Kappas.KARRAS.from(most, schedule.at(0).kappa(), steps);
    return ending(Arrays.stream(kappas).mapToObj(schedule::ofKappa).toList()).with(schedule);
  }

  /**
   * Returns the grid through the given κ and on to the clean image, with α = 1. Karras et al. 2022
   * (2206.00364), algorithm 1.
   *
   * @param kappas falling, positive and finite
   */
  public static Grid exploding(double... kappas) {
    return along(Scaling.NONE, kappas);
  }

  /**
   * Returns the grid through the given κ and on to the clean image in any scale; networks are told
   * κ itself.
   *
   * @param kappas falling, positive and finite
   */
  public static Grid along(Scaling scaling, double... kappas) {
    Continuum levels =
        kappa -> new NoiseLevel(scaling.alpha(kappa), kappa * scaling.alpha(kappa), kappa);
    List<NoiseLevel> all =
        new ArrayList<>(Arrays.stream(kappas).mapToObj(levels::ofKappa).toList());
    all.add(NoiseLevel.CLEAN);
    return Grid.through(all, all.get(0).sigma()).with(levels);
  }

  /**
   * Returns the grid through {@code levels} and on to the clean image; its first state is N(0, I).
   */
  public static Grid ending(List<NoiseLevel> levels) {
    List<NoiseLevel> all = new ArrayList<>(levels);
    all.add(NoiseLevel.CLEAN);
    return Grid.through(all, 1);
  }

  /** Checks the number of steps of a run. */
  public static void checkSteps(Schedule schedule, int steps) {
    if (steps < 1 || steps > schedule.steps()) {
      throw new IllegalArgumentException(
          "steps = %d: must be between 1 and %d, the steps of training"
              .formatted(steps, schedule.steps()));
    }
  }
}

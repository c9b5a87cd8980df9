package corgi.engine.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The grid of a model trained on noise of any κ, by the keys of diffusers' EDM schedulers, with α =
 * 1. Karras et al. 2022 (2206.00364), eq. 5.
 *
 * @param least {@code sigma_min}
 * @param most {@code sigma_max}
 * @param sequence {@code sigma_schedule}: κ in between
 * @param last {@code final_sigmas_type}: where the last step arrives
 */
public record EdmGrid(double least, double most, KappaSequence sequence, Last last) {
  /** Where the last step arrives. */
  public enum Last {
    /** At the clean image. */
    ZERO,
    /** At the least noise. */
    SIGMA_MIN
  }

  private enum Sequence {
    KARRAS,
    EXPONENTIAL
  }

  /** Reads a configuration. */
  public static EdmGrid of(ScheduleConfig config) {
    Sequence named = config.choice("sigma_schedule", Sequence.KARRAS);
    return new EdmGrid(
        config.number("sigma_min", 0.002),
        config.number("sigma_max", 80),
        named == Sequence.KARRAS ? new KarrasKappas(config.number("rho", 7)) : Kappas.EXPONENTIAL,
        config.choice("final_sigmas_type", Last.ZERO));
  }

  /**
   * @throws IllegalArgumentException if the κ do not fall
   */
  public EdmGrid {
    if (!(least > 0 && most > least) || Double.isInfinite(most)) {
      throw new IllegalArgumentException(
          "σ from %s to %s: sigma_max must be finite and greater than sigma_min, sigma_min positive"
              .formatted(most, least));
    }
  }

  /**
   * Returns the grid of a run.
   *
   * @param steps at least 1
   */
  public Grid steps(int steps) {
    double[] kappas = sequence.from(most, least, steps);
    List<NoiseLevel> levels =
        new ArrayList<>(Arrays.stream(kappas).mapToObj(EdmGrid::level).toList());
    levels.add(last == Last.ZERO ? NoiseLevel.CLEAN : levels.get(steps - 1));
    return Grid.through(levels, most).with(EdmGrid::level);
  }

  private static NoiseLevel level(double kappa) {
    return new NoiseLevel(1, kappa, kappa);
  }
}

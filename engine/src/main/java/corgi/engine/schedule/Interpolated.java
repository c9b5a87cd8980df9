package corgi.engine.schedule;

import java.util.Comparator;
import java.util.List;

/**
 * The continuum through a few levels, where no schedule is known: the network's time runs evenly in
 * log κ between neighbours and stays within theirs; α is 1 where it is 1 at the noisiest, else that
 * of the variance-preserving level.
 *
 * @param levels with positive, finite κ, the cleanest first
 */
record Interpolated(List<NoiseLevel> levels) implements Continuum {
  /** Returns the continuum through those of {@code levels} that have a positive, finite κ. */
  static Interpolated of(List<NoiseLevel> levels) {
    return new Interpolated(
        levels.stream()
            .filter(l -> l.alpha() > 0 && l.sigma() > 0)
            .sorted(Comparator.comparingDouble(NoiseLevel::kappa))
            .toList());
  }

  @Override
  public NoiseLevel ofKappa(double kappa) {
    if (!(kappa > 0) || Double.isInfinite(kappa) || levels.isEmpty()) {
      throw new IllegalArgumentException(
          "κ = %s between %d levels: must be positive and finite, with a level beside it"
              .formatted(kappa, levels.size()));
    }
    double alpha = levels.get(levels.size() - 1).alpha() == 1 ? 1 : 1 / Math.hypot(1, kappa);
    return new NoiseLevel(alpha, kappa * alpha, time(kappa));
  }

  private double time(double kappa) {
    int high = 0; // the first level noisier than wanted
    while (high < levels.size() && levels.get(high).kappa() <= kappa) {
      high++;
    }
    if (high == 0 || high == levels.size()) {
      return levels.get(Math.max(0, high - 1)).t();
    }
    NoiseLevel below = levels.get(high - 1);
    NoiseLevel above = levels.get(high);
    double share = Math.log(kappa / below.kappa()) / Math.log(above.kappa() / below.kappa());
    return below.t() + share * (above.t() - below.t());
  }
}

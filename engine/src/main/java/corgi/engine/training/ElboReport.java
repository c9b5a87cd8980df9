package corgi.engine.training;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What {@link AutoencoderExam} found, in nats a picture.
 *
 * @param pictures how many were measured
 * @param reconstruction the mean of −log p(x|z) without its constant
 * @param kl the mean of KL(q(z|x) ‖ N(0, I)); 0 of a plain autoencoder
 * @param constant of −log p(x|z)
 * @param units the mean divergence of each number of a latent; NaN of a plain autoencoder
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
public record ElboReport(
    long pictures, double reconstruction, double kl, double constant, double[] units) {
  /** A unit whose mean divergence is below this, in nats, says next to nothing of the picture. */
  public static final double LEAST_KL = 0.01;

  /** The share of such units from which on a warning is due. */
  public static final double COLLAPSED = 0.25;

  /** Whether there is a divergence, and so a bound. */
  public boolean variational() {
    return units.length == 0 || !Double.isNaN(units[0]);
  }

  /** Returns the evidence lower bound. */
  public double elbo() {
    return -(reconstruction + constant) - kl;
  }

  /** Returns how many units have less than {@value #LEAST_KL} nats. */
  public long collapsed() {
    return Arrays.stream(units).filter(unit -> unit < LEAST_KL).count();
  }

  /**
   * Returns a warning if q(z|x) has become N(0, I) in many units, so that they say nothing of the
   * picture: posterior collapse. Bowman et al. 2015, 1511.06349, section 3.
   */
  public Optional<String> warning() {
    if (collapsed() < COLLAPSED * units.length) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "posterior collapse: %d of %d latent units (%.0f %%) carry less than %s nats each; try a"
                + " smaller --beta, or --anneal",
            collapsed(),
            units.length,
            100.0 * collapsed() / units.length,
            LEAST_KL));
  }

  /** Returns the numbers by name. */
  public Map<String, Double> numbers() {
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put("reconstruction", reconstruction);
    if (variational()) {
      numbers.put("kl", kl);
      numbers.put("elbo", elbo());
      numbers.put("collapsedUnits", (double) collapsed());
    }
    numbers.put("pictures", (double) pictures);
    return numbers;
  }
}

package corgi.engine.schedule;

/**
 * The levels of a schedule for a network that knows whole times only: κ is any, its time that of
 * the training step nearest in log κ. Crowson 2022, k-diffusion, {@code sigma_to_t} with {@code
 * quantize}.
 *
 * @param schedule what the network was trained on
 */
public record Quantized(Schedule schedule) implements Continuum {
  @Override
  public NoiseLevel ofKappa(double kappa) {
    NoiseLevel level = schedule.ofKappa(kappa);
    int low = (int) Math.floor(level.t());
    int high = Math.min(low + 1, schedule.steps() - 1);
    boolean up = distance(high, kappa) < distance(low, kappa);
    return new NoiseLevel(level.alpha(), level.sigma(), up ? high : low);
  }

  private double distance(int t, double kappa) {
    return Math.abs(Math.log(schedule.at(t).kappa() / kappa));
  }
}

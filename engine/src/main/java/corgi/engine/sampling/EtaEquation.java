package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.schedule.NoiseLevel;

/**
 * The equation of x̂₀ with any share of noise, from the probability flow, η = 0, to the reverse
 * stochastic equation, η = 1. Lu et al. 2022 (2211.01095), appendix A, whose exponent −2h becomes
 * −(1 + η)·h; Crowson 2022, k-diffusion, {@code sample_dpmpp_2m_sde}.
 *
 * @param eta η ≥ 0
 */
public record EtaEquation(double eta) implements SemiLinear {
  public EtaEquation {
    if (!(eta >= 0) || Double.isInfinite(eta)) {
      throw new IllegalArgumentException("η = " + eta + ": must be at least 0");
    }
  }

  @Override
  public Target target() {
    return Target.DATA;
  }

  @Override
  public boolean stochastic() {
    return eta > 0;
  }

  @Override
  public double exponent(double h) {
    return -(1 + eta) * h;
  }

  @Override
  public double scale(NoiseLevel next) {
    return target().scale(next);
  }

  @Override
  public NDArray firstOrder(Stepper.Step step, NDArray clean) {
    NoiseLevel level = step.stage().level();
    NoiseLevel next = step.stage().next();
    double shrink = FirstOrder.shrink(step.stage()); // e⁻ʰ
    double damped = Math.pow(shrink, eta); // e^(−ηh)
    NDArray mean =
        step.x()
            .mul(next.sigma() / level.sigma() * damped)
            .add(clean.mul(next.alpha() * (1 - shrink * damped)));
    double added = next.sigma() * Math.sqrt(1 - damped * damped);
    return added == 0 ? mean : mean.add(step.noise(0).mul(added));
  }
}

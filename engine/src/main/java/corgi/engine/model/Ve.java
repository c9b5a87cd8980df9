package corgi.engine.model;

import corgi.engine.schedule.NoiseLevel;

/**
 * F estimates the score times κ: x̂₀ = x/α + κ·F(x/α; ln ½κ). The models of Song et al. 2021
 * (2011.13456) in the terms of Karras et al. 2022 (2206.00364), table 1, "VE", with its σ read as κ
 * = σ/α of the level.
 */
public record Ve() implements Preconditioning {
  @Override
  public Coefficients at(NoiseLevel level) {
    double s = level.kappa();
    return new Coefficients(1 / level.alpha(), s, 1 / level.alpha(), Math.log(s / 2));
  }

  @Override
  public String name() {
    return "ve";
  }
}

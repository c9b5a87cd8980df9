package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;

/**
 * The equation that {@link DpmSolver} solves: with or without noise, for x̂₀ or ε̂. Lu et al. 2022
 * (2211.01095), eq. 2 and appendix A.
 */
public enum DpmEquation implements SemiLinear {
  /** Probability flow, x̂₀. */
  DPMSOLVER_PP(Target.DATA),

  /** Probability flow, ε̂. */
  DPMSOLVER(Target.NOISE),

  /** The reverse stochastic equation, x̂₀. */
  SDE_DPMSOLVER_PP(Target.DATA) {
    private static final EtaEquation ALL_NOISE = new EtaEquation(1);

    @Override
    public double exponent(double h) {
      return ALL_NOISE.exponent(h);
    }

    @Override
    public NDArray firstOrder(Stepper.Step step, NDArray clean) {
      return ALL_NOISE.firstOrder(step, clean);
    }
  },

  /** The reverse stochastic equation, ε̂; not from pure noise nor to the clean image. */
  SDE_DPMSOLVER(Target.NOISE) {
    @Override
    public double scale(NoiseLevel next) {
      return 2 * next.sigma();
    }

    @Override
    public void check(Grid grid) {
      if (grid.levels().get(0).alpha() == 0 || grid.nexts().get(grid.steps() - 1).sigma() == 0) {
        throw new IllegalArgumentException(
            "sde-dpmsolver cannot start at pure noise nor end at σ = 0; use sde-dpmsolver++");
      }
    }

    @Override
    public NDArray firstOrder(Stepper.Step step, NDArray clean) {
      NoiseLevel level = step.stage().level();
      NoiseLevel next = step.stage().next();
      double ratio = next.alpha() / level.alpha();
      double carried = level.sigma() * ratio; // σ′·eʰ
      double added = Math.sqrt(Math.max(0, carried * carried - next.sigma() * next.sigma()));
      NDArray epsilon = FirstOrder.noise(step.x(), clean, level);
      return step.x()
          .mul(ratio)
          .sub(epsilon.mul(2 * (carried - next.sigma())))
          .add(step.noise(0).mul(added));
    }
  };

  private final Target target;

  DpmEquation(Target target) {
    this.target = target;
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public boolean stochastic() {
    return this == SDE_DPMSOLVER_PP || this == SDE_DPMSOLVER;
  }

  @Override
  public double exponent(double h) {
    return target.exponent(h);
  }

  @Override
  public double scale(NoiseLevel next) {
    return target.scale(next);
  }

  @Override
  public NDArray firstOrder(Stepper.Step step, NDArray clean) {
    return FirstOrder.step(step.x(), clean, step.stage());
  }
}

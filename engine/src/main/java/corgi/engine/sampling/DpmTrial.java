package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.schedule.Continuum;
import corgi.engine.schedule.NoiseLevel;

/**
 * One step of the single-step DPM-Solvers, tried by several orders with the same answers of the
 * model. Lu et al. 2022 (2206.00927), algorithms 1 and 2; the names of locals are the paper's. The
 * step leaves from a finite κ and arrives at a positive one.
 */
final class DpmTrial {
  private final Stepper.Step step;
  private final Continuum between;
  private final NDArray epsilon;
  private double r1;
  private NDArray atR1;

  /** A trial of a step whose slope ε̂ at its start is known. */
  DpmTrial(Stepper.Step step, Continuum between, NDArray epsilon) {
    this.step = step;
    this.between = between;
    this.epsilon = epsilon;
  }

  /** Returns ε̂ at the start of a step, its first evaluation. */
  static NDArray slope(Stepper.Step step) {
    return FirstOrder.noise(step.x(), step.denoise().clean(), step.stage().level());
  }

  /** DPM-Solver-1, the same as Euler's method. */
  NDArray first() {
    return towards(step.stage().next());
  }

  /** DPM-Solver-2 with an intermediate point at r₁ of the step in λ. */
  NDArray second(double share) {
    NDArray difference = differenceAt(share);
    return first().sub(difference.mul(step.stage().next().sigma() / (2 * share) * Math.expm1(h())));
  }

  /** DPM-Solver-3 with r₁ = ⅓ and r₂ = ⅔. */
  NDArray third() {
    double r2 = 2 / 3.0;
    NDArray d1 = differenceAt(1 / 3.0);
    NoiseLevel s2 = at(r2);
    double weight2 = Math.expm1(r2 * h()) / (r2 * h()) - 1;
    NDArray u2 = towards(s2).sub(d1.mul(s2.sigma() * (r2 / r1) * weight2));
    NDArray d2 = slopeAt(u2, s2).sub(epsilon);
    double weight = Math.expm1(h()) / h() - 1;
    return first().sub(d2.mul(step.stage().next().sigma() / r2 * weight));
  }

  /** D₁ = ε̂(u₁, s₁) − ε̂(x, s). */
  private NDArray differenceAt(double share) {
    if (atR1 == null || r1 != share) {
      r1 = share;
      NoiseLevel s1 = at(share);
      atR1 = slopeAt(towards(s1), s1);
    }
    return atR1.sub(epsilon);
  }

  private NDArray slopeAt(NDArray u, NoiseLevel s) {
    return FirstOrder.noise(u, step.denoiser().denoise(u, step.stage().again(s)).clean(), s);
  }

  private NDArray towards(NoiseLevel to) {
    return Target.NOISE.step(step.x(), epsilon, step.stage().arriving(to));
  }

  /** The level at a share of the step in λ. */
  private NoiseLevel at(double share) {
    return between.ofKappa(step.stage().level().kappa() * Math.exp(-share * h()));
  }

  private double h() {
    return step.stage().next().lambda() - step.stage().level().lambda();
  }
}

package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.schedule.Continuum;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.Scaling;
import corgi.engine.schedule.Trajectory;

/**
 * Runge and Kutta's methods of first and second order for the probability flow in any time and any
 * scale,
 *
 * <pre>  dz/dt = (σ̇/σ + ṡ/s)·z − (σ̇·s/σ)·x̂₀, z = s·x/α</pre>
 *
 * Karras et al. 2022 (2206.00364), eq. 81 and algorithms 1 and 3. Steps are straight in t, so that
 * the same grid gives other images by another trajectory; {@link Heun} is the method for σ = t and
 * s = 1. The step to the clean image has a slope at its start only.
 *
 * @param trajectory σ(t), the κ of levels
 * @param scaling s(t)
 * @param point where the second slope is taken, as a share of the step in (0, 1]: 1 is Heun's
 *     method, ½ the midpoint method, ⅔ Ralston's; 0 for no second slope, Euler's method
 */
public record TimeOde(Trajectory trajectory, Scaling scaling, double point) implements Sampler {
  public TimeOde {
    if (!(point >= 0 && point <= 1)) {
      throw new IllegalArgumentException("point = " + point + ": must be between 0 and 1");
    }
  }

  @Override
  public int evaluationsPerStep() {
    return point == 0 ? 1 : 2;
  }

  @Override
  public boolean singleStep() {
    return true;
  }

  @Override
  public Stepper begin(Grid grid) {
    return step -> step(step, grid.between());
  }

  private NDArray step(Stepper.Step step, Continuum between) {
    NoiseLevel level = step.stage().level();
    NoiseLevel next = step.stage().next();
    NDArray clean = step.denoise().clean();
    if (level.alpha() == 0) {
      return FirstOrder.step(step.x(), clean, step.stage());
    }
    double t = trajectory.time(level.kappa());
    double h = trajectory.time(next.kappa()) - t;
    NDArray z = step.x().mul(scaling.alpha(level.kappa()) / level.alpha());
    NDArray slope = slope(z, clean, t);
    if (point > 0 && next.sigma() > 0) {
      double there = t + point * h;
      NoiseLevel inner = point == 1 ? next : between.ofKappa(trajectory.kappa(there));
      NDArray u = z.add(slope.mul(point * h)); // x′ in the paper
      NDArray x = u.mul(inner.alpha() / scaling.alpha(inner.kappa()));
      NDArray second =
          slope(u, step.denoiser().denoise(x, step.stage().again(inner)).clean(), there);
      double weight = 1 / (2 * point);
      slope = slope.mul(1 - weight).add(second.mul(weight));
    }
    return z.add(slope.mul(h)).mul(next.alpha() / scaling.alpha(next.kappa()));
  }

  private NDArray slope(NDArray z, NDArray clean, double t) {
    double kappa = trajectory.kappa(t);
    double pull = trajectory.slope(t) / kappa; // σ̇/σ
    return z.mul(pull + scaling.logSlope(kappa, trajectory.slope(t)))
        .sub(clean.mul(pull * scaling.alpha(kappa)));
  }
}

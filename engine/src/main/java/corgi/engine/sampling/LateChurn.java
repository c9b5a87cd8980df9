package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;

/**
 * Euler's method with the noise of {@link Churn}, added after the model was asked: what diffusers'
 * EulerDiscreteScheduler does, where Karras et al. 2022 (2206.00364), algorithm 2, ask at the
 * noisier level. For that, use {@link Churned}.
 *
 * @param churn how much noise is added
 * @param kept what of the answer holds at the noisier level too
 */
public record LateChurn(Churn churn, Kept kept) implements Sampler {
  /** What of an answer is kept, in x/α. */
  public enum Kept {
    /** The noise ε̂. */
    NOISE {
      @Override
      NDArray clean(NDArray hat, Known known) {
        return hat.sub(known.x.sub(known.clean).mul(known.growth));
      }
    },
    /** The network's output, a velocity: x̂₀ changes by the share of x that it is computed with. */
    VELOCITY {
      @Override
      NDArray clean(NDArray hat, Known known) {
        return known.clean.add(hat.sub(known.x).mul(known.alpha * known.alpha));
      }
    },
    /** The clean image x̂₀. */
    CLEAN {
      @Override
      NDArray clean(NDArray hat, Known known) {
        return known.clean;
      }
    };

    /** Returns x̂₀ after noise took x to {@code hat}. */
    abstract NDArray clean(NDArray hat, Known known);
  }

  /** x/α and x̂₀ before the noise, κ̂/κ and the α before it. */
  private record Known(NDArray x, NDArray clean, double growth, double alpha) {}

  @Override
  public boolean singleStep() {
    return true;
  }

  @Override
  public Stepper begin(Grid grid) {
    return this::step;
  }

  private NDArray step(Stepper.Step step) {
    NoiseLevel level = step.stage().level();
    NoiseLevel next = step.stage().next();
    NDArray clean = step.denoise().clean();
    double gamma = churn.growth(level.kappa(), step.stage().count());
    if (gamma == 0) {
      return FirstOrder.step(step.x(), clean, step.stage());
    }
    double hatKappa = level.kappa() * (1 + gamma);
    double added = Math.sqrt(gamma * (2 + gamma)) * level.kappa(); // √(κ̂² − κ²)
    NDArray x = step.x().div(level.alpha());
    NDArray hat = x.add(step.noise(0).mul(churn.noise() * added));
    NDArray after = kept.clean(hat, new Known(x, clean, 1 + gamma, level.alpha()));
    return after.add(hat.sub(after).mul(next.kappa() / hatKappa)).mul(next.alpha());
  }
}

package corgi.engine.sampling;

import corgi.engine.schedule.Grid;
import corgi.engine.tensor.Noise;

/**
 * A stochastic method whose noise has another deviation than 1: {@code s_noise} of k-diffusion.
 * Slightly above 1 makes up for the noise that models remove too much of, Karras et al. 2022
 * (2206.00364), §4.
 *
 * @param method whose noise is scaled
 * @param deviation of the noise, positive
 */
public record ScaledNoise(Sampler method, double deviation) implements Sampler {
  public ScaledNoise {
    if (!(deviation > 0) || Double.isInfinite(deviation)) {
      throw new IllegalArgumentException(
          "deviation of the noise = " + deviation + ": must be positive");
    }
  }

  /** Returns the method with noise of the given deviation: itself where that is 1. */
  public static Sampler of(Sampler method, double deviation) {
    return deviation == 1 ? method : new ScaledNoise(method, deviation);
  }

  @Override
  public boolean ancestral() {
    return method.ancestral();
  }

  @Override
  public boolean singleStep() {
    return method.singleStep();
  }

  @Override
  public int evaluationsPerStep() {
    return method.evaluationsPerStep();
  }

  @Override
  public int evaluations(int steps) {
    return method.evaluations(steps);
  }

  @Override
  public Stepper begin(Grid grid) {
    Stepper stepper = method.begin(grid);
    return step -> {
      Noise noise = (i, draw, image) -> step.noise().at(i, draw, image).mul(deviation);
      return stepper.step(new Stepper.Step(step.x(), step.stage(), step.denoiser(), noise));
    };
  }
}

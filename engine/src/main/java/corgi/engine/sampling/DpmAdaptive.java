package corgi.engine.sampling;

import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;

/**
 * DPM-Solver-12 and DPM-Solver-23: each step of the grid is made in as many smaller ones as two
 * orders need to agree. A grid of one step leaves all to the method. Lu et al. 2022 (2206.00927);
 * with noise, Crowson 2022, k-diffusion, {@code sample_dpm_adaptive}.
 *
 * <p>It is no sampler by name: the error is that of the whole batch, as in the reference, so that
 * an image depends on those it is drawn with.
 *
 * @param order the higher of the two orders, 2 or 3
 * @param errors what is tolerated
 * @param size how steps grow and shrink
 * @param eta η ≥ 0, the share of noise after each step, which never leads below the grid's end
 */
public record DpmAdaptive(int order, Errors errors, StepSize size, double eta) implements Sampler {
  public DpmAdaptive {
    if (order < 2 || order > 3 || !(eta >= 0)) {
      throw new IllegalArgumentException(
          "order = %d, η = %s: must be 2 or 3, and at least 0".formatted(order, eta));
    }
  }

  /**
   * The error of an element that is tolerated, the larger of {@code absolute} and {@code
   * relative·|x|}, and the first step to try.
   *
   * @param relative positive
   * @param absolute positive, in units of x/α
   * @param firstStep in λ, positive
   */
  public record Errors(double relative, double absolute, double firstStep) {
    /** The paper's; .0078 is one of 256 shades of images in [−1, 1]. */
    public static final Errors USUAL = new Errors(0.05, 0.0078, 0.05);

    public Errors {
      if (!(relative > 0) || !(absolute > 0) || !(firstStep > 0)) {
        throw new IllegalArgumentException(
            "errors of %s and %s, first step %s: must be positive"
                .formatted(relative, absolute, firstStep));
      }
    }
  }

  @Override
  public boolean singleStep() {
    return true;
  }

  @Override
  public Stepper begin(Grid grid) {
    return step -> {
      NoiseLevel level = step.stage().level();
      if (step.stage().next().sigma() == 0 || level.alpha() == 0) {
        return FirstOrder.step(step.x(), step.denoise().clean(), step.stage());
      }
      return new DpmAdaptiveRun(this, grid.between(), step).end();
    };
  }
}

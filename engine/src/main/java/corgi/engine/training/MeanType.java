package corgi.engine.training;

import corgi.engine.model.Preconditioning;
import corgi.engine.model.Preconditioning.Coefficients;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.Posterior;

/** What an output F says about the mean of a step: x̂₀ = c_skip·x + c_out·F(c_in·x; c_noise). */
@FunctionalInterface
public interface MeanType {
  /**
   * F is the mean of p(x′ | x) itself. Ho et al. 2020 (2006.11239), §3.2; {@code PREVIOUS_X} of
   * guided-diffusion.
   */
  MeanType PREVIOUS =
      stage -> {
        Posterior q = Posterior.of(stage.level(), stage.next());
        double in = 1 / Math.hypot(stage.level().alpha(), stage.level().sigma());
        return new Coefficients(-q.state() / q.clean(), 1 / q.clean(), in, stage.level().t());
      };

  /** Returns the coefficients at a step. */
  Coefficients at(Stage stage);

  /** Returns the type of a network of that preconditioning, such as ε or x₀. */
  static MeanType of(Preconditioning preconditioning) {
    return stage -> preconditioning.at(stage.level());
  }
}

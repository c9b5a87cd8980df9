package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import corgi.engine.schedule.Continuum;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import java.util.List;

/**
 * The stochastic sampler of Karras et al. 2022 (2206.00364), algorithm 2: each step adds noise that
 * takes κ to κ̂ = (1 + γ)·κ, then leaves from there by a method of the probability flow. With
 * {@link Heun} it is the paper's.
 *
 * @param method makes the step; must not remember earlier ones
 * @param churn how much noise is added
 */
public record Churned(Sampler method, Churn churn) implements Sampler {
  private static final double FAR = Double.POSITIVE_INFINITY;

  /** What a plug-in lets a user set. */
  static final List<Setting> SETTINGS =
      List.of(
          new Setting(
              "s-churn",
              "S_churn, the noise that steps add before they leave",
              0,
              0,
              Double.MAX_VALUE),
          new Setting("s-min", "S_min, the least κ to add noise at", 0, 0, Double.MAX_VALUE),
          new Setting("s-max", "S_max, the largest κ to add noise at", FAR, 0, FAR),
          new Setting(
              "s-noise",
              "S_noise, the deviation of that noise",
              1,
              Double.MIN_NORMAL,
              Double.MAX_VALUE));

  public Churned {
    if (!method.singleStep()) {
      throw new IllegalArgumentException(
          "noise cannot be added between the steps of %s, which remembers earlier ones"
              .formatted(method));
    }
  }

  /** Returns the method as its settings ask: itself where S_churn is 0. */
  static Sampler of(Sampler method, Settings settings) {
    Churn churn =
        new Churn(
            settings.get("s-churn"),
            settings.get("s-min"),
            settings.get("s-max"),
            settings.get("s-noise"));
    return churn.amount() == 0 ? method : new Churned(method, churn);
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
  public boolean singleStep() {
    return true;
  }

  @Override
  public Stepper begin(Grid grid) {
    Stepper stepper = method.begin(grid);
    return step -> stepper.step(churned(step, grid.between()));
  }

  private Stepper.Step churned(Stepper.Step step, Continuum between) {
    Stage stage = step.stage();
    double kappa = stage.level().kappa();
    double gamma = churn.growth(kappa, stage.count());
    if (gamma == 0) {
      return step;
    }
    NoiseLevel hat = between.ofKappa(kappa * (1 + gamma)); // κ̂
    double added = Math.sqrt(gamma * (2 + gamma)) * kappa; // √(κ̂² − κ²)
    NDArray x =
        step.x()
            .mul(hat.alpha() / stage.level().alpha())
            .add(step.noise(0).mul(hat.alpha() * churn.noise() * added));
    return new Stepper.Step(x, stage.leaving(hat), step.denoiser(), step.noise());
  }
}

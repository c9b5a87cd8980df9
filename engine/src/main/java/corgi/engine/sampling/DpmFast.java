package corgi.engine.sampling;

import com.google.auto.service.AutoService;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import java.util.List;

/**
 * DPM-Solver-fast: third-order steps, and fewer evaluations at the end so that a run makes exactly
 * 3·(steps − 1) + rest of them. Lu et al. 2022 (2206.00927); with noise, Crowson 2022, k-diffusion,
 * {@code sample_dpm_fast}.
 *
 * @param rest of the number of evaluations by 3: 0 ends with steps of order 2 and 1, 1 and 2 with
 *     one step of that order
 * @param eta η ≥ 0, the share of noise after each step, which never leads below the grid's end
 */
public record DpmFast(int rest, double eta) implements Sampler {
  public DpmFast {
    if (rest < 0 || rest > 2 || !(eta >= 0)) {
      throw new IllegalArgumentException(
          "rest = %d, η = %s: must be 0, 1 or 2, and at least 0".formatted(rest, eta));
    }
  }

  /** Three, but fewer in the last steps. */
  @Override
  public int evaluationsPerStep() {
    return 3;
  }

  @Override
  public int evaluations(int steps) {
    return rest > 0 ? 3 * (steps - 1) + rest : Math.max(1, 3 * (steps - 1));
  }

  @Override
  public boolean singleStep() {
    return true;
  }

  @Override
  public Stepper begin(Grid grid) {
    List<Stepper> byOrder =
        List.of(
            Ddim.EULER.begin(grid),
            new Midpoint(Target.NOISE).begin(grid),
            new DpmSolver3().begin(grid));
    double end = grid.nexts().get(grid.steps() - 1).kappa();
    return step -> {
      Stepper stepper = byOrder.get(order(step.stage()) - 1);
      NoiseLevel level = step.stage().level();
      NoiseLevel next = step.stage().next();
      AncestralStep split = AncestralStep.of(level.kappa(), next.kappa(), eta).noLowerThan(end);
      return Ancestral.step(stepper, step, split, grid.between());
    };
  }

  private int order(Stage stage) {
    int left = stage.count() - stage.index(); // 1 at the last step
    if (rest > 0) {
      return left == 1 ? rest : 3;
    }
    return Math.min(left, 3);
  }

  /** The sampler {@code dpm-fast}. */
  @AutoService(SamplerPlugin.class)
  public static final class Named implements SamplerPlugin {
    @Override
    public String name() {
      return "dpm-fast";
    }

    @Override
    public String summary() {
      return "DPM-Solver-fast, third order, three evaluations a step (Lu et al. 2022)";
    }

    @Override
    public Method method() {
      return new Method("Lu et al. 2022 (2206.00927), §3.4 and algorithm 2", 3, 3);
    }

    @Override
    public List<Setting> settings() {
      return List.of(
          new Setting("eta", "η, the share of noise after each step", 0, 0, 2), Ancestral.NOISE);
    }

    @Override
    public Sampler create(Settings settings) {
      return ScaledNoise.of(new DpmFast(0, settings.get("eta")), settings.get("s-noise"));
    }
  }
}

package corgi.engine.sampling;

import com.google.auto.service.AutoService;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import corgi.engine.schedule.Grid;
import java.util.List;
import java.util.Set;

/**
 * The predictor and corrector UniPC. Zhao et al. 2023 (2302.04867), algorithms 1 and 2: a step's
 * estimate first corrects the state it was made at, then predicts the next one, so that it costs
 * one evaluation.
 *
 * @param order the order p of the predictor, 1 to 3; the corrected state has p + 1
 * @param target what varies slowly, x̂₀ in the paper's guided experiments
 * @param basis B(h)
 * @param endings at the end of a run, and uncorrected steps
 */
public record UniPc(int order, Target target, Basis basis, Endings endings) implements Sampler {
  public UniPc {
    if (order < 1 || order > 3) {
      throw new IllegalArgumentException("order = " + order + ": must be between 1 and 3");
    }
  }

  /** UniPC in x̂₀ with B₂(h). */
  public static UniPc of(int order) {
    return new UniPc(order, Target.DATA, Basis.BH2, new Endings(Last.LOWER_ORDERS, Set.of()));
  }

  /** The function B(h), any that is h to first order. */
  public enum Basis {
    /** h. */
    BH1,
    /** eʰ − 1. */
    BH2;

    double of(double z) {
      return this == BH1 ? z : Math.expm1(z);
    }
  }

  /** What the last steps do. */
  public enum Last {
    /** Their order falls to 1. */
    LOWER_ORDERS,
    /** They keep their order. */
    FULL_ORDER
  }

  /**
   * Where a run departs from the rule.
   *
   * @param last what the last steps do
   * @param uncorrected steps, from 0, whose arrival is not corrected
   */
  public record Endings(Last last, Set<Integer> uncorrected) {
    public Endings {
      uncorrected = Set.copyOf(uncorrected);
    }
  }

  @Override
  public Stepper begin(Grid grid) {
    return new UniPcRun(this);
  }

  /** The sampler {@code unipc}. */
  @AutoService(SamplerPlugin.class)
  public static final class Named implements SamplerPlugin {
    @Override
    public String name() {
      return "unipc";
    }

    @Override
    public String summary() {
      return "UniPC, predictor and corrector, one evaluation a step (Zhao et al. 2023)";
    }

    @Override
    public Method method() {
      return new Method("Zhao et al. 2023 (2302.04867), algorithms 1 and 2", 3, 1);
    }

    @Override
    public List<Setting> settings() {
      return List.of(new Setting("order", "the order of the predictor", 2, 1, 3));
    }

    @Override
    public Sampler create(Settings settings) {
      return UniPc.of(settings.whole("order"));
    }
  }
}

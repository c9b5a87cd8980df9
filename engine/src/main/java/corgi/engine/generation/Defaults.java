package corgi.engine.generation;

import corgi.engine.model.Steering;
import corgi.engine.plugin.Spec;
import java.util.List;

/** What a request that does not say is steered by. */
public final class Defaults {
  /** γ, where pictures are right more often than as trained, and not yet all alike. */
  public static final double GAMMA = 4;

  private static final List<Spec> STRATEGIES = List.of(Spec.parse("cfg"));
  // γ = 10 deforms what is steered at higher noise levels: docs/adr/0008-default-guidance.md.
  private static final List<Spec> MODIFIERS = List.of(Spec.parse("interval:low=0.2,high=0.8"));

  private Defaults() {}

  /** Returns the strategies and their wrappers. */
  public static Steering steering() {
    return new Steering(STRATEGIES, GAMMA, MODIFIERS);
  }
}

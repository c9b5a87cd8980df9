package corgi.engine.generation;

import corgi.engine.model.Steering;
import corgi.engine.plugin.Spec;
import java.io.IOException;
import java.util.List;

/**
 * What a request that does not say gets. It follows from whose model it is.
 *
 * @param steering how a prompt is followed
 * @param course the way from noise to picture
 */
public record Defaults(Steering steering, Course course) {
  /** γ, where pictures are right more often than as trained, and not yet all alike. */
  public static final double GAMMA = 4;

  /** Of the models that Corgi trains. */
  public static final Defaults CORGI =
      new Defaults(
          // γ = 10 deforms what is steered at higher noise levels: docs/adr/0008.
          new Steering(
              List.of(Spec.parse("cfg")), GAMMA, List.of(Spec.parse("interval:low=0.2,high=0.8"))),
          Course.DEFAULT);

  /**
   * Returns this with steering that the course allows: only ancestral steps have means to shift, so
   * others are steered by the score.
   */
  public Defaults suiting(Course asked) {
    Spec first = steering.strategies().get(0);
    boolean ancestral = asked.sampler() == null || asked.sampler().name().equals("ddpm");
    if (ancestral || !first.name().equals("classifier-mean-shift")) {
      return this;
    }
    Spec score = new Spec("classifier", first.values());
    return new Defaults(
        new Steering(List.of(score), steering.gamma(), steering.modifiers()), course);
  }

  /** Returns the steering of {@link #CORGI}. */
  static Steering steered() {
    return CORGI.steering();
  }

  /**
   * Returns what suits a model, without loading it.
   *
   * @param model the name of an embedded model, or the path of one
   * @param classifier what is named to steer it, or null
   * @throws IOException if there is none, or it is damaged
   */
  public static Defaults of(String model, String classifier) throws IOException {
    return ModelKind.of(model).defaults(model, classifier);
  }
}

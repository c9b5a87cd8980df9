package corgi.engine.training;

import corgi.engine.condition.Conditions;
import corgi.engine.condition.TextCondition;
import corgi.engine.model.CachedTextEncoder;
import corgi.engine.model.HashedWords;
import corgi.engine.tensor.Precision;
import corgi.engine.unet.TimeEmbedding;
import corgi.engine.unet.UNetConfig;
import corgi.engine.unet.UNetConfig.Ends;
import corgi.engine.unet.UNetConfig.Level;
import corgi.engine.unet.UNetConfig.Norm;
import corgi.engine.unet.UNetConfig.Transformer;
import java.util.List;

/** A training that takes milliseconds a step. */
final class Toy {
  static final int BATCH = 4;
  static final TrainingSession.Built BUILT = new TrainingSession.Built("0", "unknown");

  private static final int TOKEN_SIZE = 8;
  private static final UNetConfig UNET = unet(8, new Level(8, 1, 0), new Level(8, 1, 2));

  private Toy() {}

  static TrainingPlan plan(long steps) {
    return plan(steps, new Squares("sha256:1"));
  }

  static UNetConfig unet(int size, Level... levels) {
    return unet(size, 1, levels);
  }

  static UNetConfig unet(int size, int outputs, Level... levels) {
    return new UNetConfig(
        new Ends(size, 1, outputs),
        List.of(levels),
        TOKEN_SIZE,
        new Transformer(1, true, 2),
        new Norm(4, 1e-5),
        new TimeEmbedding.Options(true, 0));
  }

  static TrainingPlan plan(long steps, Squares data) {
    return plan(steps, data, UNET, Start.RANDOM);
  }

  static TrainingPlan plan(long steps, Squares data, UNetConfig unet, Start start) {
    // A constant rate: what a step does must not depend on how many are planned.
    TrainerOptions options =
        new TrainerOptions(
            Limit.ofSteps(steps), BATCH, 5, new LearningRate(2e-3, 2, 0), 0.99, Precision.FP32);
    return new TrainingPlan(data, text(), unet, start, options);
  }

  static Conditions text() {
    return text(TrainingPlan.DROP);
  }

  static Conditions text(double dropped) {
    return new Conditions(List.of(new TextCondition(encoder(), "", dropped)));
  }

  /** The same training with other options. */
  static TrainingPlan with(TrainingPlan plan, TrainerOptions options) {
    return new TrainingPlan(
        plan.dataset(),
        plan.conditions(),
        plan.unet(),
        plan.start(),
        options,
        plan.objective(),
        plan.autoencoder());
  }

  static CachedTextEncoder encoder() {
    return new CachedTextEncoder(new HashedWords(4, TOKEN_SIZE), 1);
  }
}

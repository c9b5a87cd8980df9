package corgi.guidance;

import static corgi.engine.model.Evaluation.CONDITIONAL;
import static corgi.engine.model.Evaluation.UNCONDITIONAL;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.model.Answer;
import corgi.engine.model.Answers;
import corgi.engine.model.ConditionalModel;
import corgi.engine.model.Epsilon;
import corgi.engine.model.Evaluation;
import corgi.engine.model.Guidance;
import corgi.engine.model.LearnedVariance;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.Tensors;
import java.util.HashMap;
import java.util.Map;

/** Answers made up by hand, images of one row of pixels, to work a strategy's formula out on. */
final class Hand implements AutoCloseable {
  static final Stage STAGE = new Stage(new NoiseLevel(0.8, 0.6, 500), NoiseLevel.CLEAN, 0, 2, true);

  private static final ConditionalModel MODEL =
      new ConditionalModel(Map.of(), new Epsilon(), LearnedVariance.RANGE, Map.of());

  private final NDManager manager = Tensors.manager();

  /** Returns images (rows, 1, 1, pixels). */
  NDArray images(float[]... rows) {
    NDArray[] each = new NDArray[rows.length];
    for (int i = 0; i < rows.length; i++) {
      each[i] = manager.create(rows[i], new Shape(1, 1, 1, rows[i].length));
    }
    return ai.djl.ndarray.NDArrays.concat(new ai.djl.ndarray.NDList(each));
  }

  /** Returns what a strategy makes of c and u. */
  float[] combine(Guidance guidance, NDArray c, NDArray u) {
    return combine(guidance, STAGE, c, u);
  }

  /** The same at another stage. */
  float[] combine(Guidance guidance, Stage stage, NDArray c, NDArray u) {
    return guidance.combine(state(c), stage, answers(c, u)).toFloatArray();
  }

  /** The same for answers to any evaluations. */
  float[] combine(Guidance guidance, Map<Evaluation, NDArray> cleans) {
    Map<Evaluation, Answer> answers = new HashMap<>();
    cleans.forEach((evaluation, clean) -> answers.put(evaluation, new Answer(clean, null, null)));
    NDArray like = cleans.values().iterator().next();
    return guidance.combine(state(like), STAGE, new Answers(answers, MODEL)).toFloatArray();
  }

  /** Returns what a strategy moves a step's result by. */
  float[] shift(Guidance guidance, NDArray c, NDArray u) {
    return guidance.nudge(state(c), STAGE, answers(c, u)).clean().toFloatArray();
  }

  /** The state x of {@link #combine}: all ones. */
  private static NDArray state(NDArray like) {
    return like.onesLike();
  }

  private static Answers answers(NDArray c, NDArray u) {
    return new Answers(
        Map.of(CONDITIONAL, new Answer(c, null, null), UNCONDITIONAL, new Answer(u, null, null)),
        MODEL);
  }

  @Override
  public void close() {
    manager.close();
  }
}

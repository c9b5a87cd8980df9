package corgi.engine.model;

import static corgi.engine.model.Evaluation.CONDITIONAL;
import static corgi.engine.model.Evaluation.UNCONDITIONAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.sampling.Denoised;
import corgi.engine.sampling.RangeClipping;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConditionalModelTest {
  private static final Stage STAGE =
      new Stage(new NoiseLevel(0.8, 0.6, 12), new NoiseLevel(1, 0, 0), 0, 1, true);

  private final NDManager manager = Tensors.manager();
  private final NDArray x = manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 1, 1, 2));

  /** What a network was asked. */
  private record Call(float[] labels, float[] time, List<Network.PerturbedRows> perturbed) {}

  private final List<Call> main = new ArrayList<>();
  private final List<Call> weak = new ArrayList<>();

  @AfterEach
  void close() {
    manager.close();
  }

  /** F(x, y) = factor·x + label. */
  private Network network(double factor, List<Call> calls) {
    return (input, time, conditioning, perturbed) -> {
      calls.add(new Call(conditioning.labels().toFloatArray(), time.toFloatArray(), perturbed));
      return input.mul(factor).add(conditioning.labels().reshape(-1, 1, 1, 1));
    };
  }

  private Conditioning labels(float... labels) {
    return Conditioning.labels(manager.create(labels));
  }

  private ConditionalModel model(Preconditioning preconditioning) {
    return new ConditionalModel(
        Map.of(Weights.MAIN, network(1, main), Weights.WEAK, network(-1, weak)),
        preconditioning,
        LearnedVariance.RANGE,
        Map.of(Side.NULL, labels(0, 0), Side.PROMPT, labels(10, 20), new Side(1), labels(30, 40)));
  }

  @Test
  void manyEvaluationsAreOneForwardPassWhoseRowsStayInOrder() {
    var other = new Evaluation(new Side(1), Weights.MAIN, Perturbation.NONE);
    Answers answers =
        model(new Clean()).answer(x, STAGE, List.of(CONDITIONAL, UNCONDITIONAL, other));
    assertThat(main).hasSize(1);
    assertThat(main.get(0).labels()).containsExactly(10, 20, 0, 0, 30, 40);
    assertThat(main.get(0).time()).containsExactly(12, 12, 12, 12, 12, 12);
    assertThat(main.get(0).perturbed()).isEmpty();
    assertThat(answers.clean(CONDITIONAL).toFloatArray()).containsExactly(11, 12, 23, 24);
    assertThat(answers.unconditional().toFloatArray()).containsExactly(1, 2, 3, 4);
    assertThat(answers.clean(other).toFloatArray()).containsExactly(31, 32, 43, 44);
  }

  @Test
  void equalEvaluationsAreAskedOnce() {
    var again = new Evaluation(new Side(0), Weights.MAIN, new Perturbation("none", Set.of()));
    model(new Clean()).answer(x, STAGE, List.of(CONDITIONAL, UNCONDITIONAL, again));
    assertThat(main.get(0).labels()).containsExactly(10, 20, 0, 0);
  }

  @Test
  void everySetOfWeightsRunsOnce() {
    Answers answers =
        model(new Clean())
            .answer(x, STAGE, List.of(CONDITIONAL, CONDITIONAL.weak(), UNCONDITIONAL));
    assertThat(main).hasSize(1);
    assertThat(weak).hasSize(1);
    assertThat(weak.get(0).labels()).containsExactly(10, 20);
    assertThat(answers.clean(CONDITIONAL.weak()).toFloatArray()).containsExactly(9, 8, 17, 16);
  }

  @Test
  void perturbedRowsAreNamedByTheirPlaceInTheBatch() {
    var change = new Perturbation("identity-attention", Set.of("mid_block"));
    model(new Clean())
        .answer(x, STAGE, List.of(CONDITIONAL, CONDITIONAL.perturbed(change), UNCONDITIONAL));
    assertThat(main.get(0).perturbed()).containsExactly(new Network.PerturbedRows(2, 4, change));
  }

  @Test
  void outputsBecomeCleanImages() {
    // (x − .6·(x + label))/.8
    Answers answers = model(new Epsilon()).answer(x, STAGE, List.of(CONDITIONAL));
    assertThat(answers.clean(CONDITIONAL).toFloatArray())
        .containsExactly(new float[] {-7, -6.5f, -13.5f, -13}, within(1e-5f));
    assertThat(answers.get(CONDITIONAL).output().toFloatArray()).containsExactly(11, 12, 23, 24);
    assertThat(answers.logVariance()).isNull();
  }

  @Test
  void answersAreClippedBeforeGuidanceSeesThemAndOutputsAreNot() {
    var model =
        new ConditionalModel(
            Map.of(Weights.MAIN, network(1, main)),
            new Epsilon(),
            LearnedVariance.RANGE,
            Map.of(Side.PROMPT, labels(10, 20)),
            null,
            new RangeClipping(13.25));
    Answers answers = model.answer(x, STAGE, List.of(CONDITIONAL));
    assertThat(answers.clean(CONDITIONAL).toFloatArray())
        .containsExactly(new float[] {-7, -6.5f, -13.25f, -13}, within(1e-5f));
    assertThat(answers.get(CONDITIONAL).output().toFloatArray()).containsExactly(11, 12, 23, 24);
  }

  @Test
  void inputsAreScaledByCIn() {
    var level = new NoiseLevel(1, 3, 5); // c_in = 1/√10
    var stage = new Stage(level, NoiseLevel.CLEAN, 0, 1, true);
    Answers answers = model(new Clean()).answer(x, stage, List.of(UNCONDITIONAL));
    assertThat(answers.unconditional().toFloatArray())
        .containsExactly(
            new float[] {0.3162278f, 0.6324555f, 0.9486833f, 1.2649111f}, within(1e-6f));
  }

  @Test
  void aSecondHalfOfTheOutputIsALearnedVariance() {
    Network network =
        (input, time, conditioning, perturbed) ->
            NDArrays.concat(
                new NDList(input, conditioning.labels().reshape(-1, 1, 1, 1).broadcast(4, 1, 1, 2)),
                1);
    var model =
        new ConditionalModel(
            Map.of(Weights.MAIN, network),
            new Clean(),
            LearnedVariance.DIRECT,
            Map.of(Side.NULL, labels(5, 6), Side.PROMPT, labels(7, 8)));
    Answers answers = model.answer(x, STAGE, List.of(UNCONDITIONAL, CONDITIONAL));
    assertThat(answers.unconditional().toFloatArray()).containsExactly(1, 2, 3, 4);
    float seven = (float) Math.log(7);
    float eight = (float) Math.log(8);
    assertThat(answers.logVariance().toFloatArray()) // the conditional side's
        .containsExactly(new float[] {seven, seven, eight, eight}, within(1e-6f));
    assertThat(answers.get(UNCONDITIONAL).logVariance().toFloatArray()[3])
        .isCloseTo((float) Math.log(6), within(1e-6f));
  }

  @Test
  void whatIsMissingIsSaid() {
    var model =
        new ConditionalModel(
            Map.of(Weights.MAIN, network(1, main)),
            new Clean(),
            LearnedVariance.RANGE,
            Map.of(Side.NULL, labels(0, 0)));
    assertThatThrownBy(() -> model.answer(x, STAGE, List.of(UNCONDITIONAL.weak())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the guidance asks for a weaker model, and there is none: name one (--weak)");
    assertThatThrownBy(() -> model.answer(x, STAGE, List.of(CONDITIONAL)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the guidance asks for prompt 1; this request has [the null side]");
    Answers answers = model.answer(x, STAGE, List.of(UNCONDITIONAL));
    assertThat(answers.has(CONDITIONAL)).isFalse();
    assertThatThrownBy(() -> answers.clean(CONDITIONAL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was not asked");
  }

  @Test
  void guidanceGivesADenoiserThatAsksWhatItWants() {
    Guidance guidance =
        new Guidance() {
          @Override
          public List<Evaluation> evaluations(Stage stage) {
            return List.of(CONDITIONAL, UNCONDITIONAL);
          }

          @Override
          public NDArray combine(NDArray state, Stage stage, Answers answers) {
            Answers second = answers.model().answer(state, stage, List.of(CONDITIONAL.weak()));
            return answers.clean(CONDITIONAL).add(second.clean(CONDITIONAL.weak()));
          }
        };
    Denoised denoised = guidance.over(model(new Clean())).denoise(x, STAGE);
    assertThat(denoised.clean().toFloatArray()).containsExactly(20, 20, 40, 40);
    assertThat(denoised.raw()).isSameAs(denoised.clean());
    assertThat(denoised.unconditional().toFloatArray()).containsExactly(1, 2, 3, 4);
    assertThat(main).hasSize(1);
    assertThat(weak).as("a second round, asked through the answers").hasSize(1);
  }
}

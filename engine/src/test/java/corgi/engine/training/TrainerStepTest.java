package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.training.Computing.Activations;
import corgi.engine.unet.UNet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a step is computed changes nothing about what it is. */
class TrainerStepTest {
  private static final double ROUNDING = 2e-5;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void aBatchInPartsHasTheSameGradient(int parts) throws IOException {
    var inParts = train(o -> o.with(new Batches(Toy.BATCH, parts)), 2);
    assertSameStep(inParts, train(o -> o, 2), ROUNDING);
    assertThat(train(o -> o.with(new Batches(Toy.BATCH, parts)), 2)).isEqualTo(inParts);
  }

  @Test
  void recomputedActivationsHaveTheSameGradient() throws IOException {
    UnaryOperator<TrainerOptions> recomputed =
        o -> o.with(new Computing(Precision.FP32, Activations.RECOMPUTED));
    Outcome twice = train(recomputed, 2);
    assertSameStep(twice, train(o -> o, 2), ROUNDING);
    assertThat(train(recomputed, 2)).isEqualTo(twice);
  }

  @Test
  void inBothWaysAtOnceAndInBfloat16() throws IOException {
    Outcome plain = train(o -> o.with(new Computing(Precision.BF16)), 1);
    Outcome both =
        train(
            o ->
                o.with(new Computing(Precision.BF16, Activations.RECOMPUTED))
                    .with(new Batches(Toy.BATCH, 2)),
            1);
    assertSameStep(both, plain, 0.03);
  }

  @Test
  void bfloat16HasTheSameLossesWithinOnePercentAndFloat32Weights() throws IOException {
    Outcome exact = train(o -> o, 8);
    Outcome rounded = train(o -> o.with(new Computing(Precision.BF16)), 8);
    assertThat(rounded.losses()).isNotEqualTo(exact.losses());
    for (int i = 0; i < exact.losses().size(); i++) {
      double loss = exact.losses().get(i);
      assertThat(rounded.losses().get(i)).isCloseTo(loss, within(0.01 * loss));
    }
    float[] weight = rounded.state().get("weights/conv_in.weight");
    assertThat(rounded.types()).containsOnly(DataType.FLOAT32);
    boolean finer = false; // than bfloat16, which has zeros in the lower half
    for (float w : weight) {
      finer |= (Float.floatToRawIntBits(w) & 0xFFFF) != 0;
    }
    assertThat(finer).isTrue();
  }

  @Test
  void severalAveragesAreKeptAtOnce() throws IOException {
    List<EmaSpec> averages =
        List.of(EmaSpec.ofDecay(0.5), EmaSpec.parse("power:gamma=2"), EmaSpec.ofDecay(0));
    Outcome first = train(o -> o.with(averages), 1);
    Outcome second = train(o -> o.with(averages), 2);
    String name = "conv_in.bias";
    float[] w1 = first.state().get("weights/" + name);
    float[] w2 = second.state().get("weights/" + name);
    double[] decays = {3 / 12.0, 1 / 8.0, 0}; // after the second step
    for (int i = 0; i < decays.length; i++) {
      String kind = i == 0 ? "averaged/" : "averaged-%d/".formatted(i);
      float[] before = first.state().get(kind + name);
      float[] average = second.state().get(kind + name);
      for (int j = 0; j < average.length; j++) {
        double expected = decays[i] * before[j] + (1 - decays[i]) * w2[j];
        assertThat((double) average[j]).isCloseTo(expected, within(1e-7));
      }
    }
    assertThat(second.state().get("averaged-2/" + name)).isEqualTo(w2).isNotEqualTo(w1);
  }

  /** Everything that steps left behind. */
  private record Outcome(
      List<Double> losses, List<Double> norms, Map<String, float[]> state, List<DataType> types) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Outcome o
          && losses.equals(o.losses)
          && norms.equals(o.norms)
          && state.keySet().equals(o.state.keySet())
          && state.keySet().stream()
              .allMatch(name -> java.util.Arrays.equals(state.get(name), o.state.get(name)));
    }

    @Override
    public int hashCode() {
      return losses.hashCode();
    }
  }

  /** Compares the first loss, norm and gradient, which is ∝ the first moment. */
  private static void assertSameStep(Outcome actual, Outcome expected, double tolerance) {
    for (int i = 0; i < expected.losses().size(); i++) {
      double loss = expected.losses().get(i);
      assertThat(actual.losses().get(i)).isCloseTo(loss, within(tolerance * loss));
      double norm = expected.norms().get(i);
      assertThat(actual.norms().get(i)).isCloseTo(norm, within(tolerance * norm));
    }
    double largest = 0;
    double gap = 0;
    for (var entry : expected.state().entrySet()) {
      if (entry.getKey().startsWith("moment1/")) {
        float[] moment = actual.state().get(entry.getKey());
        for (int i = 0; i < moment.length; i++) {
          largest = Math.max(largest, Math.abs(entry.getValue()[i]));
          gap = Math.max(gap, Math.abs(entry.getValue()[i] - moment[i]));
        }
      }
    }
    assertThat(gap).isLessThan(tolerance * largest);
  }

  private Outcome train(UnaryOperator<TrainerOptions> change, int steps) throws IOException {
    TrainingPlan plan = Toy.plan(10);
    plan = Toy.with(plan, change.apply(plan.options()));
    Path file = folder.resolve("state.safetensors");
    List<Double> losses = new ArrayList<>();
    List<Double> norms = new ArrayList<>();
    List<DataType> types = new ArrayList<>();
    try (NDManager manager = Tensors.manager();
        UNet unet = new UNet(plan.unet(), TensorOps.of(plan.options().precision()), manager);
        Trainer<Batch> trainer = new Trainer<>(new Denoising(unet, plan), plan.options())) {
      for (int i = 0; i < steps; i++) {
        TrainingListener.Report report = trainer.step();
        losses.add(report.loss());
        norms.add(report.gradientNorm());
      }
      unet.parameters().arrays().forEach(array -> types.add(array.getDataType()));
      trainer.state().write(file, new Standing(trainer.counters(), LossSums.NONE), "");
    }
    Map<String, float[]> state = new LinkedHashMap<>();
    try (SafetensorsFile stored = SafetensorsFile.open(file)) {
      for (String name : stored.names()) {
        state.put(name, stored.floats(name));
      }
    }
    return new Outcome(losses, norms, state, types);
  }
}

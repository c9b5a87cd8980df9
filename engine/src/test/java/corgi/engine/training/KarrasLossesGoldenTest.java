package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Edm;
import corgi.engine.model.Epsilon;
import corgi.engine.model.FormulaNetwork;
import corgi.engine.model.Preconditioning;
import corgi.engine.model.Ve;
import corgi.engine.schedule.Continuum;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.VpTrajectory;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The losses of Karras et al. 2022, table 1: how noise is distributed, and the weighted error of
 * every element. With each column's own preconditioning its λ is 1/c_out².
 */
@ExtendWith(GoldenSummary.class)
class KarrasLossesGoldenTest {
  private static final String KIND = "losses";

  @TestFactory
  Stream<DynamicTest> losses() {
    return GoldenTests.of(
        KIND,
        (golden, check) -> compare(golden, check, LossWeight.EVEN),
        KarrasLossesGoldenTest::recordsNoise);
  }

  @TestFactory
  Stream<DynamicTest> anotherWeightFails() {
    return GoldenTests.shipped(KIND)
        .filter(KarrasLossesGoldenTest::recordsNoise)
        .map(golden -> DynamicTest.dynamicTest(golden.id(), () -> weightIsSeen(golden)));
  }

  private static void weightIsSeen(GoldenCase golden) throws Exception {
    GoldenTests.Body other = (g, check) -> compare(g, check, new SoftMinSnr(0.5));
    assertThat(GoldenTests.matches(golden, other)).isFalse();
  }

  /** Other cases of the kind hold the loss terms of discrete diffusions. */
  private static boolean recordsNoise(GoldenCase golden) {
    try (SafetensorsFile recorded = golden.tensors()) {
      return recorded.names().stream().anyMatch(name -> name.matches("in\\.\\w+\\.rnd"));
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private static void compare(GoldenCase golden, GoldenCheck check, LossWeight weight)
      throws Exception {
    try (SafetensorsFile recorded = golden.tensors();
        NDManager manager = Tensors.manager()) {
      Set<String> columns = new TreeSet<>();
      recorded.names().stream()
          .filter(name -> name.matches("in\\.\\w+\\.rnd"))
          .forEach(name -> columns.add(name.replaceAll("in\\.(\\w+)\\.rnd", "$1")));
      for (String name : columns) {
        Column column = Column.of(name);
        NoiseLevel[] levels =
            Arrays.stream(recorded.doubles("in." + name + ".rnd"))
                .map(column.noise())
                .mapToObj(column.levels()::ofKappa)
                .toArray(NoiseLevel[]::new);
        var noise = recorded.load(manager, "in." + name + ".noise");
        var clean = recorded.load(manager, "in.images");
        check.tensor(
            recorded,
            "out." + name + ".loss",
            new DenoisingLoss(column.type(), weight)
                .elements(
                    new FormulaNetwork(Math::sin),
                    new NoisyImages(clean, noise, levels, Conditioning.NONE)));
      }
    }
  }

  /**
   * One column.
   *
   * @param noise κ by the recorded draw: standard normal for EDM, else in (0, 1), where the
   *     reference's VP counts from the most noise down
   */
  private record Column(Preconditioning type, Continuum levels, DoubleUnaryOperator noise) {
    static Column of(String name) {
      Continuum exploding = kappa -> new NoiseLevel(1, kappa, kappa);
      var vp = new TrajectoryNoise(VpTrajectory.USUAL, 1e-5);
      return switch (name) {
        case "edm" -> new Column(new Edm(0.5), exploding, LogNormalNoise.USUAL::ofNormal);
        case "vp" ->
            new Column(new Epsilon(), VpTrajectory.USUAL.levels(1000), u -> vp.quantile(1 - u));
        case "ve" -> new Column(new Ve(), exploding, LogUniformNoise.USUAL::quantile);
        default -> throw new IllegalArgumentException(name);
      };
    }
  }
}

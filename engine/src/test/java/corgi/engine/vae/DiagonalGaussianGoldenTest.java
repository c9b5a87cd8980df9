package corgi.engine.vae;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The posterior against diffusers' {@code DiagonalGaussianDistribution}. */
@ExtendWith(GoldenSummary.class)
class DiagonalGaussianGoldenTest {
  private static final String KIND = "DiagonalGaussianDistribution";

  @TestFactory
  Stream<DynamicTest> isTheReference() {
    return GoldenTests.of(KIND, (golden, check) -> run(golden, check, p -> p));
  }

  @TestFactory
  Stream<DynamicTest> aChangedDistributionFails() {
    UnaryOperator<DiagonalGaussian> wider =
        p -> new DiagonalGaussian(p.mean(), p.logVariance().add(0.01));
    return GoldenTests.shipped(KIND)
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.id(),
                    () ->
                        assertThat(GoldenTests.matches(golden, (g, check) -> run(g, check, wider)))
                            .isFalse()));
  }

  private static void run(
      GoldenCase golden, GoldenCheck check, UnaryOperator<DiagonalGaussian> change)
      throws IOException {
    try (NDManager manager = Tensors.manager();
        SafetensorsFile io = golden.tensors()) {
      DiagonalGaussian wild = read(io, manager, "in.moments", change);
      DiagonalGaussian usual = read(io, manager, "in.moments2", change);
      DiagonalGaussian other = read(io, manager, "in.moments3", p -> p);
      for (String name : io.names()) {
        if (name.startsWith("out.")) {
          NDArray actual =
              switch (name) {
                case "out.mean" -> wild.mean();
                case "out.logvar_clamped" -> wild.logVariance();
                case "out.std" -> wild.deviation();
                case "out.var" -> wild.variance();
                case "out.kl_standard_clamped" -> wild.kl();
                case "out.kl_standard" -> usual.kl();
                case "out.kl_to_other" -> usual.kl(other);
                case "out.nll" -> usual.nll(io.load(manager, "in.z"));
                default -> throw new IllegalArgumentException("no output is called " + name);
              };
          check.tensor(io, name, actual);
        }
      }
    }
  }

  private static DiagonalGaussian read(
      SafetensorsFile io, NDManager manager, String name, UnaryOperator<DiagonalGaussian> change) {
    return change.apply(DiagonalGaussian.of(io.load(manager, name)));
  }
}

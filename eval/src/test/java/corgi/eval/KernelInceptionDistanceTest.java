package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelInceptionDistanceTest implements MetricLaws {
  @Override
  public KernelDistance.Kid metric() {
    return new KernelDistance.Kid();
  }

  @Test
  void isTheKernelDistanceOfTheFeatures() {
    Measurement kid = metric().of(Pixels.evidence(2, 4, 3)).get(0);
    List<double[]> drawn = List.of(Pixels.features(2, 4, 3).kept());
    List<double[]> real = List.of(Pixels.features(-1, 0, 1, -1, 0, 1).kept());
    assertThat(kid.name()).isEqualTo("kid[toy@12345678]");
    assertThat(kid.value())
        .isCloseTo(KernelDistance.ofFeatures(1).between(drawn, real), within(1e-9));
  }
}

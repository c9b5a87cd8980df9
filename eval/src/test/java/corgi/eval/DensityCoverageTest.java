package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class DensityCoverageTest implements MetricLaws {
  private static final List<double[]> REAL = line(0, 1, 3, 10); // radii 1, 1, 2, 7 for k = 1

  @Override
  public DensityCoverage metric() {
    return new DensityCoverage();
  }

  private static List<double[]> line(double... values) {
    return DoubleStream.of(values).mapToObj(v -> new double[] {v}).toList();
  }

  @Test
  void theIntervalOfCoverageIsThatOfAShare() {
    double[] places = {0, 10, 20, 30, 40};
    List<Shown> shown = Collections.nCopies(5, Pixels.shown(Map.of(), Map.of()));
    double[] real =
        DoubleStream.of(places).flatMap(x -> DoubleStream.generate(() -> x).limit(6)).toArray();
    Reference reference = new Reference("30", Pixels.features(real), new Thumbnails(), Set.of());
    Evidence evidence =
        new Evidence(shown, Pixels.features(places), reference, "", new Bootstrap(40, 1));

    Measurement coverage = metric().of(evidence).get(1); // a resample leaves places out

    assertThat(coverage.name()).startsWith("coverage[");
    assertThat(coverage.value()).isEqualTo(1);
    assertThat(coverage.low()).isLessThan(1);
    assertThat(coverage.high()).isEqualTo(1);
  }

  @Test
  void areThoseWorkedOutByHand() {
    // .5 lies in the balls of 0 and 1; 4 in those of 3 and 10; 20 in none
    var shares = DensityCoverage.of(REAL, line(.5, 4, 20), 1);
    assertThat(shares.density()).isCloseTo((2 + 2 + 0) / 3.0, within(1e-15));
    assertThat(shares.coverage()).isEqualTo(1);
    // radii for k = 2: 3, 2, 3, 9; 4.5 lies in the balls of 3 and 10
    var wider = DensityCoverage.of(REAL, line(4.5), 2);
    assertThat(wider.density()).isEqualTo(1);
    assertThat(wider.coverage()).isEqualTo(.5);
  }

  @Test
  void manyPicturesInOnePlaceAreDenseAndCoverLittle() {
    var shares = DensityCoverage.of(REAL, line(.5, .5, .5, .5), 1);
    assertThat(shares.density()).isEqualTo(2);
    assertThat(shares.coverage()).isEqualTo(.5);
  }

  @Test
  void ofTwoSetsOfOneDistributionAreAsThePaperExpects() {
    int k = 5;
    var shares = DensityCoverage.of(Features.normal(400, 4, 1), Features.normal(400, 4, 2), k);
    assertThat(shares.density()).isCloseTo(1, within(.1));
    // eq. 9: 1 − Π (N − i)/(N + M − i) over i < k, about 1 − 2⁻ᵏ for N = M
    assertThat(shares.coverage()).isCloseTo(1 - Math.pow(2, -k), within(.03));
  }

  @Test
  void refusesMoreNeighboursThanThereAre() {
    assertThatThrownBy(() -> DensityCoverage.of(REAL, REAL, 4))
        .hasMessage("4 vectors: must be at least 5 for 4 neighbours");
    assertThatThrownBy(() -> DensityCoverage.of(REAL, List.of(new double[2]), 1))
        .hasMessageContaining("vectors of 1 numbers against vectors of 2");
  }
}

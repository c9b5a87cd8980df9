package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PrecisionRecallTest implements MetricLaws {
  @Override
  public PrecisionRecall metric() {
    return new PrecisionRecall();
  }

  private static final List<double[]> REAL = line(0, 1, 3); // radii 1, 1, 2 for k = 1

  private static List<double[]> line(double... values) {
    return DoubleStream.of(values).mapToObj(v -> new double[] {v}).toList();
  }

  @Test
  void aVectorAsFarAsTheNeighbourIsWithin() {
    List<double[]> drawn = line(-1, 5, 5.5, 100); // radii 6, .5, .5, 94.5
    PrecisionRecall.Shares measured = PrecisionRecall.of(REAL, drawn, 1);
    assertThat(measured.precision()).isEqualTo(0.5); // −1 and 5 lie on the edge of a ball
    assertThat(measured.recall()).isEqualTo(1);
    assertThat(PrecisionRecall.of(REAL, line(7, 7.5), 1))
        .isEqualTo(new PrecisionRecall.Shares(0, 0));
  }

  @Test
  void precisionHasAWidthEvenWhereEveryPictureIsPrecise() {
    Measurement precision = metric().of(Pixels.evidence(.5, .5, .5, .5, .5)).get(0);
    assertThat(precision.name()).startsWith("precision[");
    assertThat(precision.value()).isBetween(0.0, 1.0);
    assertThat(precision.high() - precision.low()).isGreaterThan(.3);
  }

  @Test
  void moreNeighboursReachFarther() {
    assertThat(PrecisionRecall.of(REAL, line(5.5, 6, 6.5), 2).precision()).isEqualTo(2 / 3.0);
    assertThat(PrecisionRecall.of(REAL, line(5.5, 6, 6.5), 1).precision()).isZero();
  }

  @Test
  void refusesMoreNeighboursThanThereAre() {
    assertThatThrownBy(() -> PrecisionRecall.of(REAL, line(1, 2, 3), 3))
        .hasMessage("3 first vectors: must be at least 4");
    assertThatThrownBy(() -> PrecisionRecall.of(REAL, REAL, 0))
        .hasMessage("k = 0 neighbours: must be at least 1");
    assertThatThrownBy(() -> PrecisionRecall.of(REAL, line(1, Double.NaN), 1))
        .hasMessage("second vectors 1: holds NaN: must be finite");
  }
}

package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What every metric keeps to. */
interface MetricLaws {
  /** The metric under test. */
  Metric metric();

  /** What it is shown: enough for any metric. */
  default Evidence shown() {
    return Pixels.evidence(.5, 1, 2, 4, -1, 0);
  }

  @Test
  default void isFoundByItsNameAndByItsAnswers() {
    assertThat(Metric.all().get(metric().name())).hasSameClassAs(metric());
    assertThat(metric().name()).matches("[a-z]+(-[a-z]+)*");
    assertThat(metric().summary()).isNotBlank().doesNotContain("\n").hasSizeLessThan(100);
    for (String answer : metric().answers()) {
      assertThat(Metric.named(List.of(answer))).singleElement().hasSameClassAs(metric());
    }
  }

  @Test
  default void answersLieInTheirIntervalsAndBearTheirNames() {
    List<Measurement> answers = metric().of(shown());
    assertThat(answers).isNotEmpty();
    assertThat(answers)
        .allSatisfy(
            one -> {
              assertThat(one.value()).isBetween(one.low(), one.high());
              assertThat(one.count()).isPositive();
              assertThat(metric().answers()).contains(one.shortName().replaceAll("\\..*", ""));
            });
    assertThat(metric().of(shown())).isEqualTo(answers);
  }

  @Test
  default void saysNothingOrWhatItCanWithoutFeaturesAndReference() {
    Evidence bare = new Evidence(shown().shown(), null, null, "", new Bootstrap(0, 0));
    boolean features = metric().of(shown()).stream().anyMatch(one -> one.name().contains("[toy"));
    assertThat(metric().of(bare).stream().map(Measurement::name))
        .allMatch(name -> !name.contains("toy"));
    if (features) {
      assertThat(metric().of(bare)).noneMatch(one -> one.name().contains("["));
    }
  }
}

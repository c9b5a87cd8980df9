package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every measure keeps to. */
interface MeasureLaws {
  /** The measure under test. */
  Measure measure();

  @Test
  default void isFoundByItsName() {
    assertThat(Measure.all().get(measure().name())).hasSameClassAs(measure());
    assertThat(measure().name()).matches("[a-z]+");
    assertThat(measure().summary()).isNotBlank().doesNotContain("\n");
  }

  @Test
  default void answersAreFiniteAndBearItsName() {
    Sample sample = Pixels.sample(1, 2, 4);
    assertThat(measure().of(sample))
        .allSatisfy(
            (name, value) -> {
              assertThat(name).matches(measure().name() + "([.\\[].*)?");
              assertThat(value).isFinite().isNotNegative();
            });
    assertThat(measure().of(sample)).isEqualTo(measure().of(sample));
  }
}

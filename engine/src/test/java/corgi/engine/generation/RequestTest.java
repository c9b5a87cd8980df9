package corgi.engine.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
  private static final Request CAT = Request.of("a cat");

  @Test
  void seedsFollowTheFirst() {
    assertThat(CAT.seed(7).count(3).seeds()).containsExactly(7L, 8L, 9L);
  }

  @Test
  void namingAStrategyLeavesOutTheModifiersOfTheDefault() {
    Request modified = CAT.modifiers("interval");

    assertThat(modified.guidance("cfg").steering().modifiers()).isEmpty();
    assertThat(modified.gamma(3).steering().modifiers()).hasSize(1);
  }

  @Test
  void changingOneThingKeepsTheOthers() {
    Request request = CAT.gamma(2).steps(5).sampler("heun").seed(9).negative("a dog");

    assertThat(request.steering().gamma()).isEqualTo(2);
    assertThat(request.course().steps()).isEqualTo(5);
    assertThat(request.course().sampler().name()).isEqualTo("heun");
    assertThat(request.seeds()).containsExactly(9L);
    assertThat(request.words()).isEqualTo(new Words(CAT.words().prompts(), "a dog"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void refusesAnEmptyPrompt(String prompt) {
    assertThatThrownBy(() -> Request.of(prompt))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the prompt is empty");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refusesAGammaThatIsNoNumber(double gamma) {
    assertThatThrownBy(() -> CAT.gamma(gamma))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Double.toString(gamma));
  }

  @Test
  void refusesLessThanOneStepOrPicture() {
    assertThatThrownBy(() -> CAT.steps(0)).hasMessageContaining("steps = 0");
    assertThatThrownBy(() -> CAT.count(0)).hasMessageContaining("count = 0");
  }
}

package corgi.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.model.Steering;
import corgi.engine.model.Sum;
import corgi.engine.plugin.Spec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@link Steering} of the engine, with the strategies of this module to name. */
class SteeringTest {
  private static List<Spec> specs(String... texts) {
    return Stream.of(texts).map(Spec::parse).toList();
  }

  private static String made(List<Spec> strategies, double gamma, List<Spec> modifiers) {
    return new Steering(strategies, gamma, modifiers).guidance().toString();
  }

  @Test
  void gammaReachesTheFirstStrategyUnlessItSaysItsOwn() {
    assertThat(made(specs("cfg"), 10, List.of())).isEqualTo("ClassifierFree(γ=10.0)");
    assertThat(made(specs("cfg:gamma=2"), 10, List.of())).isEqualTo("ClassifierFree(γ=2.0)");
    assertThat(made(specs("cfg", "apg:radius=5"), 10, List.of()))
        .isEqualTo(
            "Sum[terms=[ClassifierFree(γ=10.0), AdaptiveProjected(γ=4.0, η=0.0, β=-0.5, r=5.0)]]");
    assertThat(made(specs("none"), 10, List.of())).isEqualTo("NoGuidance()");
  }

  @Test
  void modifiersArePutOnInTheOrderNamed() {
    assertThat(made(specs("cfg"), 3, specs("rescale:phi=0.5", "interval-t:high=700")))
        .isEqualTo("Interval(200.0<t≤700.0, Rescaled(φ=0.5, OUTPUT, ClassifierFree(γ=3.0)))");
  }

  @Test
  void twoStrategiesAddTheirShifts() {
    try (World world = new World()) {
      var sum = new Steering(specs("cfg", "cfg:gamma=2"), 3, List.of()).guidance();
      assertThat(sum).isInstanceOf(Sum.class);
      assertThat(world.draw(sum, new long[] {1, 2}, 0, 1))
          .containsExactly(
              world.draw(new ClassifierFree(5), new long[] {1, 2}, 0, 1), within(1e-4f));
      assertThat(world.forwards).as("one batch, whoever asks").isEqualTo(2 * World.GRID.steps());
    }
  }

  @Test
  void whatIsUnknownOrOutOfRangeIsSaidWithWhatIsKnown() {
    assertRefused(
        specs("cgf"),
        List.of(),
        "unknown guidance 'cgf'; known: apg, auto, cfg, cfg++, cfg-zero, ");
    assertRefused(
        specs("cfg:gama=3"), List.of(), "guidance 'cfg': no setting 'gama'; known: gamma");
    assertRefused(
        specs("cfg"),
        specs("blur"),
        "unknown modifier 'blur'; known: interval, interval-t, rescale, schedule-cosine, schedule-linear,"
            + " threshold");
    assertRefused(
        specs("cfg"),
        specs("rescale:phi=2"),
        "modifier 'rescale': phi = 2.0: must be between 0.0 and 1.0");
    assertRefused(
        specs("cfg"), specs("rescale:output=0.5"), "modifier 'rescale': output = 0.5: must be");
    assertRefused(
        specs("cfg"),
        specs("interval:low=3,high=1"),
        "low = 3.0, high = 1.0: low must be below high");
    assertRefused(List.of(), List.of(), "no guidance named");
  }

  private static void assertRefused(List<Spec> strategies, List<Spec> modifiers, String message) {
    assertThatThrownBy(() -> new Steering(strategies, 3, modifiers).guidance())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void gammaMustBeFinite() {
    assertThatThrownBy(() -> new Steering(specs("cfg"), Double.NaN, List.of()))
        .hasMessage("γ = NaN: must be a finite number");
  }
}

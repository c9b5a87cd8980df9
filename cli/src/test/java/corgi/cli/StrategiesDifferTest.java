package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.generation.Corgi;
import corgi.engine.generation.Request;
import corgi.engine.generation.Setup;
import corgi.engine.model.Companion;
import corgi.engine.model.GuidancePlugin;
import corgi.engine.model.ModifierPlugin;
import corgi.engine.model.Steering;
import corgi.engine.plugin.Plugins;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No strategy and no modifier that is found by name is an alias: with the same prompts, seed, noise
 * and γ a trained model draws another picture by each. All see a negative prompt, a classifier and
 * a weaker model, as they are shipped; the sampler is one that all work with.
 */
class StrategiesDifferTest {
  private static final String PLAIN = "cfg";
  private static final double GAMMA = 4;

  /** In units of [−1, 1], the mean over pixels; the least that was measured is .095. */
  private static final double FROM_PLAIN = 0.03;

  /** Between any two; the least, an untrained classifier's shift of the mean, is .009. */
  private static final double BETWEEN = 0.001;

  /** What tests register beside the real ones; the same as none. */
  private static final String DOUBLE = "unconditional";

  /** With its presets it is cfg by definition, of one prompt. */
  private static final String COMPOSED = "compose";

  private static final Map<String, float[]> DRAWN = new ConcurrentHashMap<>();
  private static Corgi corgi;

  @BeforeAll
  static void load() throws IOException {
    corgi = Corgi.load(Setup.DEFAULT.with(EnumSet.allOf(Companion.class)));
  }

  @AfterAll
  static void close() {
    corgi.close();
  }

  static Stream<String> strategies() {
    return Plugins.all(GuidancePlugin.class).keySet().stream()
        .filter(name -> !name.equals(PLAIN))
        .filter(name -> !name.equals(Steering.CONDITIONS)); // this model is told text alone
  }

  static Stream<String> modifiers() {
    return Plugins.all(ModifierPlugin.class).keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void aStrategyIsNotPlainClassifierFreeGuidance(String name) {
    assertThat(apart(by(name), by(PLAIN))).isGreaterThan(FROM_PLAIN);
  }

  @ParameterizedTest
  @MethodSource("modifiers")
  void aModifierDoesSomethingAroundIt(String name) {
    float[] modified = draw(request().guidance(PLAIN).modifiers(name));
    assertThat(apart(modified, by(PLAIN))).isGreaterThan(FROM_PLAIN);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void aStrategyIsNoOther(String name) {
    strategies()
        .filter(other -> !other.equals(name) && !name.equals(DOUBLE) && !other.equals(DOUBLE))
        .forEach(
            other ->
                assertThat(apart(by(name), by(other))).as("from %s", other).isGreaterThan(BETWEEN));
  }

  private static float[] by(String strategy) {
    return DRAWN.computeIfAbsent(
        strategy,
        name ->
            draw(
                name.equals(COMPOSED)
                    ? request().and("a frog").guidance(COMPOSED + ":gamma2=2")
                    : request().guidance(name)));
  }

  private static Request request() {
    return Request.of("a cat wearing sunglasses")
        .gamma(GAMMA)
        .negative("a dog")
        .labels(Map.of("figure", "cat"))
        .sampler("ddpm")
        .steps(6)
        .seed(7);
  }

  private static float[] draw(Request request) {
    return corgi.generate(request).first().picture().values();
  }

  /** The mean absolute difference. */
  private static double apart(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum / a.length;
  }
}

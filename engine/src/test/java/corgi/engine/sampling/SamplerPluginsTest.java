package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.analytic.Times;
import corgi.engine.plugin.Plugins;
import corgi.engine.plugin.Spec;
import corgi.engine.tensor.Noise;
import corgi.engine.tensor.Tensors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SamplerPluginsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ddim:eta=0.5|Ddim[eta=0.5, variance=SMALL, source=CLEAN, last=NEVER]",
        "ddim:raw=1|Ddim[eta=0.0, variance=SMALL, source=RAW, last=NEVER]",
        "euler|Ddim[eta=0.0, variance=SMALL, source=CLEAN, last=NEVER]",
        "ddpm:variance=2|Ddim[eta=1.0, variance=LEARNED, source=CLEAN, last=NEVER]",
        "ddpm:variance=3|Ddim[eta=1.0, variance=LARGE_BUT_LAST, source=CLEAN, last=NEVER]",
        "euler:s-churn=2,s-max=50|Churned[method=Ddim[eta=0.0, variance=SMALL, source=CLEAN, last=NEVER], churn=Churn[amount=2.0, least=0.0, most=50.0, noise=1.0]]",
        "euler-ancestral|Ancestral[method=Ddim[eta=0.0, variance=SMALL, source=CLEAN, last=NEVER], eta=1.0]",
        "dpm2|Midpoint[target=NOISE]",
        "dpm2:s-churn=2|Churned[method=Midpoint[target=NOISE], churn=Churn[amount=2.0, least=0.0, most=Infinity, noise=1.0]]",
        "dpm2-ancestral:eta=0.5|Ancestral[method=Midpoint[target=NOISE], eta=0.5]",
        "dpm++2s-ancestral:s-noise=1.01|ScaledNoise[method=Ancestral[method=Midpoint[target=DATA], eta=1.0], deviation=1.01]",
        "heun|Heun[]",
        "heun:s-churn=2|Churned[method=Heun[], churn=Churn[amount=2.0, least=0.0, most=Infinity, noise=1.0]]",
        "lms:order=3|Lms[order=3]",
        "dpm++2m|DpmSolver[order=2, equation=DPMSOLVER_PP, correction=MIDPOINT, options=[LOWER_ORDER_FINAL]]",
        "dpm++2m-sde|DpmSolver[order=2, equation=EtaEquation[eta=1.0], correction=MIDPOINT, options=[LOWER_ORDER_FINAL]]",
        "dpm++2m-sde:eta=0.5,heun=1|DpmSolver[order=2, equation=EtaEquation[eta=0.5], correction=HEUN, options=[LOWER_ORDER_FINAL]]",
        "dpm++3m-sde|DpmSolver[order=3, equation=EtaEquation[eta=1.0], correction=HEUN, options=[]]",
        "dpm++sde:r=0.4|DpmSde[eta=1.0, r=0.4]",
        "dpm-fast:s-noise=1.01|ScaledNoise[method=DpmFast[rest=0, eta=0.0], deviation=1.01]",
        "deis:order=3|Deis[order=3, ending=LOWER_ORDERS]",
        "dpm++singlestep:order=3|DpmSinglestep[order=3, equation=DPMSOLVER_PP, correction=MIDPOINT, options=[ENDS_IN_ORDER_ONE]]",
        "lcm:time-scaling=5|Lcm[timeScaling=5.0]",
        "unipc:order=3|UniPc[order=3, target=DATA, basis=BH2, endings=Endings[last=LOWER_ORDERS, uncorrected=[]]]",
      })
  void namesAndSettings(String spec, String expected) {
    assertThat(create(spec)).hasToString(expected);
  }

  private static Sampler create(String spec) {
    return Plugins.create(SamplerPlugin.class, "sampler", Spec.parse(spec));
  }

  @Test
  void unknownNamesListTheKnownOnes() {
    assertThatThrownBy(() -> create("eular"))
        .hasMessage(
            "unknown sampler 'eular'; known: ddim, ddpm, deis, dpm++2m, dpm++2m-sde,"
                + " dpm++2s-ancestral, dpm++3m-sde, dpm++sde, dpm++singlestep, dpm-fast,"
                + " dpm2, dpm2-ancestral, euler, euler-ancestral, heun, lcm, lms, plms, pndm, unipc;"
                + " did you mean 'euler'?");
  }

  @ParameterizedTest
  @MethodSource("all")
  void saysWhatItCostsAndWhereItIsPublished(SamplerPlugin plugin) {
    Method method = plugin.method();
    assertThat(method.evaluations()).isEqualTo(create(plugin.name()).evaluationsPerStep());
    assertThat(method.paper()).containsPattern("(19|20)[0-9]{2}");
  }

  /** Whatever order is claimed shows on the mixture, up to the second: first steps are lower. */
  @ParameterizedTest
  @MethodSource("withoutNoise")
  void hasTheOrderItClaims(SamplerPlugin plugin) {
    int claimed = Math.min(2, plugin.method().order());
    assertThat(ConvergenceLaws.measuredOrder(create(plugin.name()))).isGreaterThan(claimed - 0.3);
  }

  static Stream<SamplerPlugin> withoutNoise() {
    return all().filter(plugin -> !drawsNoise(create(plugin.name())));
  }

  private static boolean drawsNoise(Sampler sampler) {
    try (NDManager manager = Tensors.manager()) {
      AtomicInteger draws = new AtomicInteger();
      Noise counted =
          (step, draw, image) -> {
            draws.incrementAndGet();
            return manager.zeros(new Shape(1, 1, 1, 1));
          };
      new Sampling(sampler, Times.inside(4, 0.4, 1))
          .run(
              manager.ones(new Shape(1, 1, 1, 1)),
              (x, stage) -> Denoised.of(x.mul(0.5)),
              counted,
              Listener.NONE);
      return draws.get() > 0;
    }
  }

  static Stream<SamplerPlugin> all() {
    return Plugins.all(SamplerPlugin.class).values().stream();
  }

  @Test
  void methodsNeedAPaper() {
    assertThatThrownBy(() -> new Method(" ", 1, 1)).hasMessageContaining("needs a paper");
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> create("ddim:eta=2"))
        .hasMessage("sampler 'ddim': eta = 2.0: must be between 0.0 and 1.0");
    assertThatThrownBy(() -> create("lms:order=2.5"))
        .hasMessage("sampler 'lms': order = 2.5: must be a whole number");
  }
}

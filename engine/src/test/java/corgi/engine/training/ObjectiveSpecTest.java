package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.model.Edm;
import corgi.engine.plugin.Spec;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.schedule.VpSchedule;
import corgi.engine.training.ObjectiveSpec.Feature;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectiveSpecTest {
  private static ObjectiveSpec spec(
      String prediction, String schedule, String weight, Feature... features) {
    ObjectiveSpec usual = ObjectiveSpec.of(Spec.parse(prediction));
    return new ObjectiveSpec(
        usual.prediction(),
        Spec.parse(schedule),
        Spec.parse(weight),
        usual.times(),
        Set.of(features));
  }

  /** Models of trainings that could not say it are told apart from others by nothing. */
  @Test
  void theUsualOneIsStoredAsBefore() {
    assertThat(ObjectiveSpec.DEFAULT.scheduler().toString())
        .isEqualTo(
            "{\"_class_name\":\"DDIMScheduler\",\"num_train_timesteps\":1000,"
                + "\"beta_schedule\":\"squaredcos_cap_v2\",\"prediction_type\":\"v_prediction\","
                + "\"timestep_spacing\":\"trailing\",\"clip_sample\":true,"
                + "\"clip_sample_range\":1.0}");
    assertThat(Toy.plan(1).identity()).doesNotContain("objective");
  }

  @ParameterizedTest
  @CsvSource({
    // β_0, β_999 and, where it is known in closed form, ᾱ at the middle
    "linear, 1e-4, 0.02, 0.0786",
    "scaled-linear, 0.00085, 0.012, 0.2763",
    "sigmoid-xu, 0.000149206, 0.019950794, 0.3019",
    "cosine, 4.128e-5, 0.999, 0.4923",
    "sigmoid-jabri, 0.00030028, 0.999, 0.5"
  })
  void schedulesAreThoseOfTheirAuthors(String name, double first, double last, double middle) {
    VpSchedule schedule = spec("epsilon", name, "simple").scheduler().schedule();
    assertThat(schedule.steps()).isEqualTo(1000);
    assertThat(schedule.beta(0)).isCloseTo(first, within(first * 1e-3));
    assertThat(schedule.beta(999)).isCloseTo(last, within(1e-6));
    assertThat(schedule.alphaBar(499)).isCloseTo(middle, within(2e-3));
  }

  @Test
  void pureNoiseEndsAZeroTerminalSchedule() {
    var spec = spec("v_prediction", "linear", "simple", Feature.ZERO_TERMINAL_SNR);
    assertThat(spec.scheduler().flag("rescale_betas_zero_snr", false)).isTrue();
    assertThat(spec.scheduler().schedule().alphaBar(999)).isZero();
  }

  @Test
  void edmIsStoredAsItIsDrawn() {
    ScheduleConfig config = spec("edm:data=0.6", "karras:most=50", "simple").scheduler();
    assertThat(config.className()).isEqualTo("EDMEulerScheduler");
    assertThat(config.number("sigma_data", 0)).isEqualTo(0.6);
    assertThat(config.number("sigma_max", 0)).isEqualTo(50);
    assertThat(config.number("sigma_min", 0)).isEqualTo(0.002);
    var reading = (Continuous) spec("edm", "karras", "simple").reading();
    assertThat(reading.prediction()).isEqualTo(new Edm(0.5));
    assertThat(reading.range().at(0.5).kappa()).isCloseTo(Math.exp(-1.2), within(1e-9));
    assertThat(reading.range().at(0.5).alpha()).isEqualTo(1);
  }

  @Test
  void aLearnedVarianceTakesTwiceTheChannels() {
    var spec = spec("epsilon", "cosine", "simple", Feature.LEARNED_SIGMA);
    assertThat(spec.outputs(3)).isEqualTo(6);
    assertThat(spec.scheduler().className()).isEqualTo("DDPMScheduler");
    assertThat(spec.scheduler().text("variance_type", "")).isEqualTo("learned_range");
    assertThat(spec.trained()).isInstanceOf(HybridLoss.class);
    assertThat(ObjectiveSpec.DEFAULT.outputs(3)).isEqualTo(3);
  }

  @Test
  void weightsAreThoseNamed() {
    assertThat(((Objective) spec("epsilon", "cosine", "min-snr:gamma=3").trained()).weight())
        .isEqualTo(new LossWeight.MinSnr(3));
    assertThat(((Objective) spec("epsilon", "cosine", "min-snr").trained()).weight())
        .isEqualTo(new LossWeight.MinSnr(5));
    assertThat(((Objective) spec("edm", "karras", "soft-min-snr").trained()).weight())
        .isEqualTo(new SoftMinSnr(0.5));
    assertThat(((Objective) ObjectiveSpec.DEFAULT.trained()).weight()).isSameAs(LossWeight.SIMPLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "noise | cosine | simple | unknown prediction 'noise'; known: epsilon, v_prediction, sample, edm",
        "epsilon | sigmoid | simple | unknown schedule 'sigmoid'; known: cosine, linear,"
            + " scaled-linear, sigmoid-xu, sigmoid-jabri",
        "epsilon | linear:start=2 | simple | schedule 'linear': start = 2.0: must be between",
        "epsilon | cosine | mse | unknown loss 'mse'; known: simple, snr, min-snr, soft-min-snr",
        "epsilon | cosine | min-snr:gamma=0 | loss 'min-snr': gamma = 0.0: must be between",
        "edm | cosine | simple | unknown schedule of edm 'cosine'; known: karras",
        "edm | karras:least=2,most=1 | simple | most must be greater than least"
      })
  void whatIsUnknownIsRefused(String prediction, String schedule, String weight, String message) {
    assertThatThrownBy(() -> spec(prediction, schedule, weight))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void whatCannotBeTrainedIsRefused() {
    assertThatThrownBy(() -> spec("epsilon", "linear", "simple", Feature.ZERO_TERMINAL_SNR))
        .hasMessage(
            "zero terminal SNR with epsilon: pure noise says nothing of the picture, whatever ε is;"
                + " predict v_prediction or sample");
    assertThatThrownBy(() -> spec("v_prediction", "linear", "min-snr", Feature.ZERO_TERMINAL_SNR))
        .hasMessageContaining("where drawing begins, would weigh nothing; use simple");
    assertThatThrownBy(() -> spec("v_prediction", "linear", "snr", Feature.LEARNED_SIGMA))
        .hasMessage("loss 'snr' with a learned σ: the hybrid bound has the simple loss");
    assertThatThrownBy(() -> spec("edm", "karras", "simple", Feature.LEARNED_SIGMA))
        .hasMessage("a learned σ with edm: it has no steps; predict epsilon, v_prediction, sample");
    ObjectiveSpec usual = ObjectiveSpec.DEFAULT;
    assertThatThrownBy(
            () ->
                new ObjectiveSpec(
                    usual.prediction(),
                    usual.schedule(),
                    usual.weight(),
                    Spec.parse("log-normal"),
                    Set.of()))
        .hasMessage("unknown times 'log-normal'; known: uniform, importance");
  }

  @Test
  void whatIsNotUsualIsPartOfATrainingsIdentity() {
    var json = spec("epsilon", "linear", "min-snr:gamma=3").toJson();
    assertThat(json)
        .hasToString(
            "{\"prediction\":\"epsilon\",\"schedule\":\"linear\",\"weight\":\"min-snr:gamma=3.0\","
                + "\"times\":\"uniform\"}");
    assertThat(spec("v_prediction", "cosine", "simple", Feature.LEARNED_SIGMA).toJson())
        .isNotEqualTo(ObjectiveSpec.DEFAULT.toJson());
  }
}

package corgi.engine.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.model.ConditionalModel;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Edm;
import corgi.engine.model.Evaluation;
import corgi.engine.model.LearnedVariance;
import corgi.engine.model.Network;
import corgi.engine.model.Preconditioning;
import corgi.engine.model.Side;
import corgi.engine.model.Weights;
import corgi.engine.plugin.Plugins;
import corgi.engine.plugin.Spec;
import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.Denoiser;
import corgi.engine.sampling.Listener;
import corgi.engine.sampling.SamplerPlugin;
import corgi.engine.sampling.diffusers.SchedulerSpec;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.schedule.Spacing;
import corgi.engine.schedule.VpSchedule;
import corgi.engine.tensor.SeededNoise;
import corgi.engine.tensor.Tensors;
import corgi.engine.training.ObjectiveSpec;
import corgi.engine.training.ObjectiveSpec.Feature;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a network was trained towards, the one that has learned all there is of pixels ~ N(μ,
 * s²) draws the same pictures: the probability flow takes N(α·μ, α²·s² + σ²) to N(μ, s²) linearly.
 */
class ObjectivesDrawTest {
  private static final double MEAN = 0.3;
  private static final double VARIANCE = 0.16;
  private static final Shape IMAGE = new Shape(1, 4, 4);

  private static ObjectiveSpec spec(String prediction, String schedule, Feature... features) {
    ObjectiveSpec usual = ObjectiveSpec.of(Spec.parse(prediction));
    Set<Feature> all = EnumSet.noneOf(Feature.class);
    all.addAll(List.of(features));
    return new ObjectiveSpec(
        usual.prediction(), Spec.parse(schedule), usual.weight(), usual.times(), all);
  }

  private static ScheduledPlanner planner(ObjectiveSpec spec) {
    return new ScheduledPlanner(spec.scheduler(), Spacing.TRAILING, Clipping.NONE);
  }

  /** The level that a network is told of. */
  private static DoubleFunction<NoiseLevel> told(ScheduleConfig config) {
    if (config.edm()) {
      return noise -> new NoiseLevel(1, Math.exp(4 * noise), noise);
    }
    VpSchedule schedule = config.schedule();
    return schedule::logBetween;
  }

  /**
   * F of the E[x₀ | x] of a normal distribution; with a second half where a variance is learned.
   */
  private static Network ideal(ObjectiveSpec spec, Preconditioning preconditioning) {
    DoubleFunction<NoiseLevel> told = told(spec.scheduler());
    return (input, time, conditioning, perturbed) -> {
      NoiseLevel level = told.apply(time.toFloatArray()[0]);
      var c = preconditioning.at(level);
      double a = level.alpha();
      double s = level.sigma();
      double total = a * a * VARIANCE + s * s;
      NDArray x = Tensors.scale(input, 1 / c.in());
      NDArray clean = Tensors.scale(x, a * VARIANCE / total).add(s * s * MEAN / total);
      NDArray f = Tensors.scale(clean.sub(Tensors.scale(x, c.skip())), 1 / c.out());
      return spec.outputs(1) == 1 ? f : NDArrays.concat(new NDList(f, f.zerosLike()), 1);
    };
  }

  private static float[] draw(ObjectiveSpec spec, Planner.Route route) {
    var model =
        new ConditionalModel(
            Map.of(Weights.MAIN, ideal(spec, route.preconditioning())),
            route.preconditioning(),
            LearnedVariance.RANGE,
            Map.of(Side.NULL, Conditioning.NONE));
    Denoiser denoiser = new OneSided(Evaluation.UNCONDITIONAL).begin(null).over(model);
    try (NDManager manager = Tensors.manager()) {
      var sampling = route.plan().sampling();
      var noise = new SeededNoise(manager, 3);
      NDArray start = sampling.start(noise, IMAGE);
      return sampling.run(start, denoiser, noise, Listener.NONE).toFloatArray();
    }
  }

  /** Where the flow takes the first state of the run. */
  private static float[] exact(Planner.Route route) {
    try (NDManager manager = Tensors.manager()) {
      var grid = route.plan().sampling().grid();
      NoiseLevel first = grid.levels().get(0);
      double deviation =
          Math.sqrt(first.alpha() * first.alpha() * VARIANCE + first.sigma() * first.sigma());
      NDArray x = route.plan().sampling().start(new SeededNoise(manager, 3), IMAGE);
      return x.sub(first.alpha() * MEAN)
          .mul(Math.sqrt(VARIANCE) / deviation)
          .add(MEAN)
          .toFloatArray();
    }
  }

  static Stream<ObjectiveSpec> objectives() {
    Stream<ObjectiveSpec> steps =
        Stream.of("cosine", "linear", "scaled-linear", "sigmoid-xu", "sigmoid-jabri")
            .flatMap(
                schedule ->
                    Stream.of("epsilon", "v_prediction", "sample")
                        .map(prediction -> spec(prediction, schedule)));
    return Stream.concat(
        steps,
        Stream.of(
            spec("edm", "karras"),
            spec("edm:data=0.3", "karras:most=40"),
            spec("epsilon", "cosine", Feature.LEARNED_SIGMA),
            spec("v_prediction", "linear", Feature.ZERO_TERMINAL_SNR),
            spec("sample", "cosine", Feature.ZERO_TERMINAL_SNR, Feature.LEARNED_SIGMA)));
  }

  @ParameterizedTest
  @MethodSource("objectives")
  void theFlowEndsWhereItShould(ObjectiveSpec spec) {
    var route = planner(spec).route(new Course(Spec.parse("ddim"), 500));
    assertThat(draw(spec, route)).containsExactly(exact(route), within(0.02f));
  }

  @ParameterizedTest
  @CsvSource({"cosine", "linear", "sigmoid-jabri"})
  void predictionsOfOneScheduleDrawTheSamePicture(String schedule) {
    Course course = new Course(Spec.parse("ddpm"), 20);
    float[] expected = null;
    for (String prediction : List.of("v_prediction", "epsilon", "sample")) {
      ObjectiveSpec spec = spec(prediction, schedule);
      float[] drawn = draw(spec, planner(spec).route(course));
      expected = expected == null ? drawn : expected;
      assertThat(drawn).containsExactly(expected, within(1e-3f));
    }
  }

  /** Ancestral steps take it from the second half of the output; methods that add none do not. */
  @Test
  void aLearnedVarianceIsUsedWhereNoiseIsAdded() {
    ObjectiveSpec plain = spec("v_prediction", "linear");
    ObjectiveSpec learned = spec("v_prediction", "linear", Feature.LEARNED_SIGMA);
    Course implicit = new Course(Spec.parse("ddim"), 10);
    assertThat(draw(learned, planner(learned).route(implicit)))
        .containsExactly(draw(plain, planner(plain).route(implicit)));
    Course ancestral = new Course(Spec.parse("ddpm:variance=2"), 10);
    float[] drawn = draw(learned, planner(learned).route(ancestral));
    assertThat(drawn).isNotEqualTo(draw(learned, planner(learned).route(implicit)));
    assertThatThrownBy(() -> draw(plain, planner(plain).route(ancestral)))
        .hasMessageContaining("the model has learned none");
    Course own = implicit.scheduler(SchedulerSpec.parse("DDPMScheduler"));
    assertThat(draw(learned, planner(learned).route(own))).containsExactly(drawn, within(1e-4f));
  }

  /** All but the one that is refused. */
  static Stream<String> samplers() {
    return Plugins.all(SamplerPlugin.class).keySet().stream().filter(name -> !name.equals("lcm"));
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void allSamplersDrawFromEdm(String sampler) {
    ObjectiveSpec spec = spec("edm", "karras");
    var route = planner(spec).route(new Course(Spec.parse(sampler), 60));
    float[] drawn = draw(spec, route);
    float[] exact = exact(route);
    for (int i = 0; i < drawn.length; i++) { // four deviations about the mean; the flow exactly
      assertThat(drawn[i]).isCloseTo((float) MEAN, within(4 * 0.4f));
    }
    if (List.of("heun", "dpm++2m", "unipc", "euler").contains(sampler)) {
      assertThat(drawn).containsExactly(exact, within(0.1f));
    }
  }

  @ParameterizedTest
  @CsvSource({"EDMEulerScheduler", "EDMDPMSolverMultistepScheduler"})
  void schedulersOfDiffusersDrawFromEdm(String scheduler) {
    ObjectiveSpec spec = spec("edm", "karras");
    var course = new Course(Spec.parse("ddim"), 200).scheduler(SchedulerSpec.parse(scheduler));
    var route = planner(spec).route(course);
    assertThat(draw(spec, route)).containsExactly(exact(route), within(0.02f));
    double first = route.plan().sampling().grid().initialScale();
    assertThat(first).isCloseTo(Math.sqrt(6401), within(1e-9)); // √(σ_max² + 1)
  }

  /** Karras et al. 2022 (2206.00364), eq. 5: of 3 levels the middle is ((80^⅐ + .002^⅐)/2)⁷. */
  @Test
  void edmRunsOverItsOwnLevels() {
    var route = planner(spec("edm:data=0.3", "karras")).route(new Course(Spec.parse("ddim"), 3));
    assertThat(route.preconditioning()).isEqualTo(new Edm(0.3));
    var grid = route.plan().sampling().grid();
    double middle = Math.pow((Math.pow(80, 1 / 7.0) + Math.pow(0.002, 1 / 7.0)) / 2, 7);
    assertThat(grid.levels().stream().mapToDouble(NoiseLevel::kappa).toArray())
        .containsExactly(new double[] {80, middle, 0.002}, within(1e-9));
    assertThat(grid.nexts().get(2)).isEqualTo(NoiseLevel.CLEAN);
    assertThat(grid.initialScale()).isEqualTo(80);
  }

  /**
   * In c_skip·x + c_out·x̂₀ at σ = .05 both are about .5 and .7: every step there makes x larger.
   */
  @Test
  void theSamplerOfNumberedStepsIsRefused() {
    Course course = new Course(Spec.parse("lcm"), 10);
    assertThatThrownBy(() -> planner(spec("edm", "karras")).route(course))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "sampler lcm: for models that know numbered steps, and this one was trained on noise of"
                + " any level (edm): use another, such as heun");
    assertThat(planner(spec("epsilon", "cosine")).route(course).plan().sampling().steps())
        .isEqualTo(10);
  }

  @Test
  void schedulersThatDoNotFitTheModelAreRefused() {
    Course course = new Course(Spec.parse("ddim"), 10);
    var euler = course.scheduler(SchedulerSpec.parse("EulerDiscreteScheduler"));
    assertThatThrownBy(() -> planner(spec("edm", "karras")).route(euler))
        .hasMessage(
            "EulerDiscreteScheduler: this model was trained on noise of any level (edm); use"
                + " EDMEulerScheduler, EDMDPMSolverMultistepScheduler or a sampler");
    var edm = course.scheduler(SchedulerSpec.parse("EDMEulerScheduler"));
    assertThatThrownBy(() -> planner(spec("epsilon", "linear")).route(edm))
        .hasMessage(
            "EDMEulerScheduler: this model was trained on 1000 steps; use one without EDM, or a"
                + " sampler");
  }
}

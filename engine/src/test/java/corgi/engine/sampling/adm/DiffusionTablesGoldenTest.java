package corgi.engine.sampling.adm;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.model.Epsilon;
import corgi.engine.model.LearnedVariance;
import corgi.engine.sampling.Sampling;
import corgi.engine.sampling.Stage;
import corgi.engine.sampling.adm.AdmDiffusion.NoiseSchedule;
import corgi.engine.sampling.adm.AdmDiffusion.Sigma;
import corgi.engine.sampling.adm.AdmDiffusion.Times;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.Posterior;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a run's steps are made of against guided-diffusion's tables, respaced and not. */
@ExtendWith(GoldenSummary.class)
class DiffusionTablesGoldenTest {
  @TestFactory
  Stream<DynamicTest> tables() {
    return GoldenTests.ofParts("diffusion_tables", DiffusionTablesGoldenTest::run);
  }

  /** A comparison that nothing can fail would prove nothing. */
  @TestFactory
  Stream<DynamicTest> changedConfigurationsFail() {
    return GoldenTests.shipped("diffusion_tables")
        .flatMap(golden -> golden.parts().stream())
        .map(golden -> DynamicTest.dynamicTest(golden.id(), () -> changesAreSeen(golden)));
  }

  private static void changesAreSeen(GoldenCase golden) throws Exception {
    boolean linear = golden.part().path("schedule").asText().equals("linear");
    boolean all = golden.part().path("respacing").asText().isEmpty();
    for (GoldenCase changed :
        new GoldenCase[] {
          golden.with("schedule", linear ? "cosine" : "linear"),
          golden.with("respacing", all ? "10" : ""),
          golden.with("steps", golden.part().path("steps").asInt() - 1)
        }) {
      assertThat(GoldenTests.matches(changed, DiffusionTablesGoldenTest::run))
          .as("%s", changed.part())
          .isFalse();
    }
  }

  private static void run(GoldenCase golden, GoldenCheck check) throws IOException {
    Sampling sampling = sampling(golden.part());
    int steps = sampling.grid().steps();
    int stride = golden.part().path("stride_of_rows").asInt(1);
    int rows = (steps + stride - 1) / stride;
    try (NDManager manager = Tensors.manager();
        SafetensorsFile recorded = golden.tensors()) {
      String map = golden.key() + ".timestep_map";
      check.values(
          recorded,
          map,
          IntStream.range(0, steps).mapToDouble(t -> stage(sampling, t).level().t()).toArray());
      for (JsonNode node : golden.json().path("fields")) {
        String field = node.asText();
        double[] column =
            IntStream.range(0, rows)
                .mapToDouble(i -> at(field, stage(sampling, i * stride), manager))
                .toArray();
        check.values(recorded, golden.key() + "." + field, column);
      }
    }
  }

  private static Sampling sampling(JsonNode part) {
    return new AdmDiffusion(
            NoiseSchedule.named(part.path("schedule").asText()),
            part.path("steps").asInt(),
            part.path("respacing").asText(),
            Times.AS_TRAINED,
            Sigma.FIXED_LARGE)
        .ancestral();
  }

  /** Tables count from the cleanest, runs from the noisiest. */
  private static Stage stage(Sampling sampling, int row) {
    return sampling.stage(sampling.grid().steps() - 1 - row);
  }

  private static double at(String field, Stage stage, NDManager manager) {
    Posterior q = Posterior.of(stage.level(), stage.next());
    return switch (field) {
      case "betas" -> q.beta();
      case "alphas_cumprod" -> alphaBar(stage.level());
      case "alphas_cumprod_prev" -> alphaBar(stage.next());
      case "alphas_cumprod_next" -> stage.before() == null ? 0 : alphaBar(stage.before());
      case "sqrt_recip_alphas_cumprod" -> new Epsilon().at(stage.level()).skip();
      case "sqrt_recipm1_alphas_cumprod" -> -new Epsilon().at(stage.level()).out();
      case "posterior_variance" -> q.variance();
      case "posterior_log_variance_clipped" ->
          LearnedVariance.RANGE_CLIPPED.log(manager.create(new double[] {-1}), stage).getDouble();
      case "posterior_mean_coef1" -> q.clean();
      case "posterior_mean_coef2" -> q.state();
      default -> throw new IllegalArgumentException("a table of " + field + " is not known");
    };
  }

  private static double alphaBar(NoiseLevel level) {
    return level.alpha() * level.alpha();
  }
}

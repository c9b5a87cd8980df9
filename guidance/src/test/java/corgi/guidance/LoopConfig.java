package corgi.guidance;

import com.fasterxml.jackson.databind.JsonNode;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.sampling.Sampling;
import corgi.engine.sampling.adm.AdmDiffusion;
import corgi.engine.sampling.adm.AdmDiffusion.NoiseSchedule;
import corgi.engine.sampling.adm.AdmDiffusion.Sigma;
import corgi.engine.sampling.adm.AdmDiffusion.Times;
import corgi.guidance.ByClassifier.Form;
import java.util.Map;

/**
 * The configuration of a recorded loop.
 *
 * @param diffusion the process
 * @param form ancestral loops move means, the others the score
 * @param eta η of the others
 * @param scale γ
 * @param clips whether x̂₀ is clipped before guidance
 * @param predictsClean whether the network estimates x₀ and not ε
 */
record LoopConfig(
    AdmDiffusion diffusion,
    Form form,
    double eta,
    double scale,
    boolean clips,
    boolean predictsClean) {
  private static final Map<String, Form> LOOPS =
      Map.of("p_sample_loop", Form.MEAN_SHIFT, "ddim_sample_loop", Form.SCORE);

  private static final Map<String, Sigma> SIGMAS =
      Map.of(
          "learned range", Sigma.LEARNED_RANGE,
          "fixed small", Sigma.FIXED_SMALL,
          "fixed large", Sigma.FIXED_LARGE);

  /** Reads a case. */
  static LoopConfig of(JsonNode json, GoldenCheck check) {
    Form form = LOOPS.get(json.path("loop").asText());
    if (form == null) {
      check.notApplicable("loop " + json.path("loop"));
    }
    double eta = json.path("eta").asDouble(0);
    if (form == Form.SCORE && !(eta >= 0 && eta <= 1)) {
      check.notApplicable("eta beyond 0 to 1");
    }
    var diffusion =
        new AdmDiffusion(
            NoiseSchedule.named(json.path("noise_schedule").asText()),
            json.path("steps").asInt(),
            json.path("respacing").asText(),
            json.path("rescale_timesteps").asBoolean() ? Times.RESCALED : Times.AS_TRAINED,
            sigma(json, check));
    return new LoopConfig(
        diffusion,
        form,
        eta,
        json.path("classifier_scale").asDouble(),
        json.path("clip_denoised").asBoolean(),
        json.path("predict_xstart").asBoolean(false));
  }

  /** The text may go on in brackets. */
  private static Sigma sigma(JsonNode json, GoldenCheck check) {
    String text = json.path("sigma").asText().replaceAll(" *\\(.*", "");
    if (!SIGMAS.containsKey(text)) {
      check.notApplicable("sigma " + json.path("sigma"));
    }
    return SIGMAS.get(text);
  }

  Sampling sampling() {
    return form == Form.MEAN_SHIFT ? diffusion.ancestral() : diffusion.implicit(eta);
  }
}

package corgi.engine.generation;

import com.fasterxml.jackson.databind.JsonNode;
import corgi.engine.model.Steering;
import corgi.engine.plugin.Spec;
import corgi.engine.sampling.diffusers.SchedulerSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The call of a recorded run as Corgi's requests, one for each picture.
 *
 * @param json the case
 * @param scheduler the class of the scheduler that ran
 * @param model what is called
 */
record RecordedCall(JsonNode json, String scheduler, Model model) {
  private JsonNode call() {
    return json.path("call");
  }

  /** Returns the request for one picture. */
  Request request(int row) {
    int prompt = row / call().path("num_images_per_prompt").asInt(1);
    PictureSize size =
        call().hasNonNull("height")
            ? new PictureSize(call().path("width").asInt(), call().path("height").asInt())
            : null;
    Course course = new Course(null, changed(), steps(), NoiseSource.CORGI, size);
    return new Request(words(prompt), steering(), course, List.of(0L));
  }

  private int steps() {
    boolean ancestral = json.path("kind").asText().equals("DDPMPipeline");
    return call().path("num_inference_steps").asInt(ancestral ? 1000 : 50);
  }

  private Words words(int prompt) {
    if (!call().hasNonNull("prompt")) {
      return new Words(List.of(), null);
    }
    String negative = text(call().path("negative_prompt"), prompt);
    return new Words(
            List.of(text(call().path("prompt"), prompt)),
            negative == null || negative.isBlank() ? null : negative)
        .skipped(call().path("clip_skip").asInt(0));
  }

  private static String text(JsonNode texts, int index) {
    return (texts.isArray() ? texts.path(index) : texts).asText(null);
  }

  /** The reference steers above 1 only, but a network that steers itself is told any strength. */
  private Steering steering() {
    Steering usual = model.defaults().steering();
    double scale = call().path("guidance_scale").asDouble(usual.gamma());
    double rescale = call().path("guidance_rescale").asDouble(0);
    boolean guided = usual.strategies().equals(List.of(Spec.parse("cfg")));
    return new Steering(
        usual.strategies(),
        guided ? Math.max(scale, 1) : scale,
        guided && rescale > 0 ? List.of(Spec.parse("rescale:phi=" + rescale)) : List.of());
  }

  /** Arguments of the call that the reference hands to every step. */
  private SchedulerSpec changed() {
    Map<String, String> values = new LinkedHashMap<>();
    double eta = call().path("eta").asDouble(json.path("eta").asDouble(0));
    if (eta != 0) {
      values.put("eta", String.valueOf(eta));
    }
    if (call().path("use_clipped_model_output").asBoolean(false)) {
      values.put("use_clipped_model_output", "true");
    }
    return values.isEmpty() ? null : new SchedulerSpec(scheduler, values);
  }
}

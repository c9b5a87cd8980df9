package corgi.engine.generation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.tensor.RecordedNoise;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A recorded loop of guided-diffusion, made again from files as a user has them: the weights of a
 * U-Net and of a classifier, each with its flags beside it.
 */
final class RecordedAdm implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final NDManager manager = Tensors.manager();
  private final GoldenCase golden;
  private final Path folder;
  private final SafetensorsFile recorded;

  RecordedAdm(GoldenCase golden, Path folder) throws IOException {
    this.golden = golden;
    this.folder = folder;
    recorded = golden.tensors();
  }

  void compare(GoldenCheck check) throws IOException {
    Setup setup = Setup.of(file("model", "UNetModel").toString());
    if (golden.json().hasNonNull("classifier")) {
      setup = setup.classifier(file("classifier", "EncoderUNetModel").toString());
    }
    NDArray noise = recorded.load(manager, "in.noise");
    try (LoadedModel loaded = LoadedModel.load(setup)) {
      for (int row = 0; row < noise.size(0); row++) {
        Painter painter = new Painter(loaded.model(), request(loaded.model(), row));
        RecordedNoise draws = new RecordedNoise(noises(noise, row));
        NDArray picture =
            Tensors.inference(
                () -> painter.pictures(manager, draws, corgi.engine.sampling.Listener.NONE));
        NDArray expected = recorded.load(manager, "out.final").get(row + ":" + (row + 1));
        check.values("out.final", doubles(picture), doubles(expected.clip(-1, 1)));
      }
    }
  }

  private Request request(Model model, int row) {
    JsonNode json = golden.json();
    boolean implicit = json.path("loop").asText().equals("ddim_sample_loop");
    boolean told = model.prompting().readsLabels() || json.hasNonNull("classifier");
    String label =
        told && recorded.has("in.class") ? String.valueOf(recorded.longs("in.class")[row]) : null;
    Request request =
        Request.ofLabels(label == null ? Map.of() : Map.of("", label))
            .with(model.defaults().steering())
            .with(model.defaults().course());
    if (json.hasNonNull("classifier")) {
      String base = model.prompting() instanceof LabelPrompting ? "1" : "0";
      request =
          request
              .guidance(
                  (implicit ? "classifier" : "classifier-mean-shift")
                      + ":high=Infinity,conditional="
                      + base)
              .gamma(json.path("classifier_scale").asDouble());
    }
    int steps = Integer.parseInt(json.path("respacing").asText().replace("ddim", ""));
    return implicit
        ? request.sampler("ddim:eta=" + json.path("eta").asDouble()).steps(steps)
        : request.steps(steps);
  }

  private List<NDArray> noises(NDArray noise, int row) {
    String rows = row + ":" + (row + 1);
    List<NDArray> noises = new ArrayList<>(List.of(noise.get(rows)));
    if (recorded.has("in.step_noises")) {
      NDArray all = recorded.load(manager, "in.step_noises");
      for (int i = 0; i < all.size(0); i++) {
        noises.add(all.get(i).get(rows));
      }
    }
    return noises;
  }

  /** Writes weights and flags. */
  private Path file(String key, String kind) throws IOException {
    String name = golden.json().path(key).asText();
    String weights = name + ".weights.safetensors";
    Path file = folder.resolve(name + ".safetensors");
    try (InputStream in = golden.open(weights)) {
      Files.copy(in, file);
    }
    JsonNode config = golden.sharing(weights, kind).json().path("config");
    ObjectNode flags = kind.equals("UNetModel") ? model(config) : classifier(config);
    flags.put("image_size", config.path("image_size").asInt());
    flags.put("channel_mult", joined(config.path("channel_mult"), 1));
    JSON.writeValue(folder.resolve(name + ".json").toFile(), flags);
    return file;
  }

  private ObjectNode model(JsonNode config) {
    ObjectNode flags = JSON.createObjectNode();
    flags.put("num_channels", config.path("model_channels").asInt());
    flags.put("attention_resolutions", sides(config));
    flags.put("learn_sigma", golden.json().path("learn_sigma").asBoolean());
    flags.put("sigma_small", golden.json().path("sigma").asText().startsWith("fixed small"));
    flags.put("class_cond", config.has("num_classes"));
    flags.put("noise_schedule", golden.json().path("noise_schedule").asText());
    flags.put("diffusion_steps", golden.json().path("steps").asInt());
    flags.put("rescale_timesteps", golden.json().path("rescale_timesteps").asBoolean());
    flags.put("clip_denoised", golden.json().path("clip_denoised").asBoolean());
    flags.put("predict_xstart", golden.json().path("predict_xstart").asBoolean(false));
    for (String same :
        List.of(
            "num_res_blocks",
            "num_heads",
            "num_heads_upsample",
            "num_head_channels",
            "num_classes",
            "use_scale_shift_norm",
            "resblock_updown",
            "use_new_attention_order",
            "conv_resample")) {
      if (config.has(same)) {
        flags.set(same, config.get(same));
      }
    }
    return flags;
  }

  private static ObjectNode classifier(JsonNode config) {
    ObjectNode flags = JSON.createObjectNode();
    flags.put("classifier_width", config.path("model_channels").asInt());
    flags.put("classifier_depth", config.path("num_res_blocks").asInt());
    flags.put("classifier_attention_resolutions", sides(config));
    flags.put("classifier_num_head_channels", config.path("num_head_channels").asInt());
    flags.set("classifier_num_classes", config.get("out_channels"));
    flags.set("classifier_use_scale_shift_norm", config.get("use_scale_shift_norm"));
    flags.set("classifier_resblock_updown", config.get("resblock_updown"));
    flags.set("classifier_pool", config.get("pool"));
    for (String optional : List.of("use_new_attention_order", "conv_resample")) {
      if (config.has(optional)) {
        flags.set("classifier_" + optional, config.get(optional));
      }
    }
    return flags;
  }

  private static String sides(JsonNode config) {
    List<String> sides = new ArrayList<>();
    config
        .path("attention_resolutions")
        .forEach(f -> sides.add(String.valueOf(config.path("image_size").asInt() / f.asInt())));
    return String.join(",", sides);
  }

  private static String joined(JsonNode numbers, int scale) {
    List<String> texts = new ArrayList<>();
    numbers.forEach(n -> texts.add(String.valueOf(n.asDouble() * scale)));
    return String.join(",", texts);
  }

  private static double[] doubles(NDArray x) {
    float[] values = x.toFloatArray();
    return java.util.stream.IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  @Override
  public void close() throws IOException {
    recorded.close();
    manager.close();
  }
}

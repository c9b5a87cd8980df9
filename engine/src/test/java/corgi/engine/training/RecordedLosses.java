package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import corgi.engine.checkpoint.ParameterFile;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.model.Clean;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Epsilon;
import corgi.engine.sampling.adm.AdmDiffusion;
import corgi.engine.sampling.adm.AdmDiffusion.NoiseSchedule;
import corgi.engine.sampling.adm.AdmDiffusion.Sigma;
import corgi.engine.sampling.adm.AdmDiffusion.Times;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.adm.AdmConfig;
import corgi.engine.unet.adm.AdmUNet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What one recorded loss of guided-diffusion was computed from, by its configuration. */
final class RecordedLosses implements AutoCloseable {
  private final NDManager manager = Tensors.manager();
  private final GoldenCase golden;
  private final JsonNode part;
  private final SafetensorsFile recorded;
  private final AdmUNet network;

  /**
   * Loads inputs and weights.
   *
   * @param part the part of the case whose loss it is
   */
  RecordedLosses(GoldenCase golden, JsonNode part) throws IOException {
    this.golden = golden;
    this.part = part;
    recorded = golden.tensors("losses.safetensors");
    network = network();
  }

  NDManager manager() {
    return manager;
  }

  SafetensorsFile recorded() {
    return recorded;
  }

  AdmUNet unet() {
    return network;
  }

  Noised noised() {
    int[] times = Arrays.stream(recorded.longs("in.t")).mapToInt(Math::toIntExact).toArray();
    return new Noised(
        recorded.entry("in.x_start").shape(),
        recorded.floats("in.x_start"),
        recorded.floats("in.noise"),
        Noised.places(process().chain().steps(), times));
  }

  Conditioning conditioning() {
    return network.config().classes() == 0
        ? Conditioning.NONE
        : Conditioning.labels(recorded.load(manager, "in.class"));
  }

  /** Returns the process by the arguments of {@code create_gaussian_diffusion}. */
  ReverseProcess process() {
    var diffusion =
        new AdmDiffusion(
            NoiseSchedule.named(option("schedule", "linear")),
            Integer.parseInt(option("steps", "1000")),
            option("respacing", option("timestep_respacing", "")),
            Boolean.parseBoolean(option("rescale_timesteps", "false"))
                ? Times.RESCALED
                : Times.AS_TRAINED,
            Sigma.FIXED_LARGE);
    return new ReverseProcess(new ReverseChain(diffusion.grid()), mean(), variance());
  }

  private MeanType mean() {
    String preset = flag("predict_xstart") ? "START_X" : "EPSILON";
    return switch (constant("model_mean_type", preset)) {
      case "START_X" -> MeanType.of(new Clean());
      case "EPSILON" -> MeanType.of(new Epsilon());
      default -> MeanType.PREVIOUS;
    };
  }

  private VarianceType variance() {
    VarianceType fixed = flag("sigma_small") ? VarianceType.FIXED_SMALL : VarianceType.FIXED_LARGE;
    VarianceType preset = flag("learn_sigma") ? VarianceType.LEARNED_RANGE : fixed;
    return VarianceType.valueOf(constant("model_var_type", preset.name()));
  }

  /** Returns the loss: {@code MSE}, {@code RESCALED_MSE}, {@code KL} or {@code RESCALED_KL}. */
  TrainingLoss loss() {
    ReverseProcess process = process();
    return switch (constant("loss_type", "MSE")) {
      case "MSE" -> new HybridLoss(new VariationalBound(process));
      case "RESCALED_MSE" -> HybridLoss.rescaled(process);
      case "KL" -> new VariationalBound(process);
      case "RESCALED_KL" -> VariationalBound.whole(process);
      default -> throw new IllegalArgumentException("loss_type " + part.path("loss_type"));
    };
  }

  private String option(String key, String preset) {
    return part.path(key).asText(golden.json().path(key).asText(preset));
  }

  private boolean flag(String key) {
    return Boolean.parseBoolean(option(key, "false"));
  }

  /** A constant of Python, with the name of its class or without. */
  private String constant(String key, String preset) {
    return option(key, preset).replaceFirst(".*\\.", "").toUpperCase(Locale.ROOT);
  }

  /** Of the networks that the case lists, the one that fits the part. */
  private AdmUNet network() throws IOException {
    List<String> names = new ArrayList<>();
    for (JsonNode file : golden.json().path("files")) {
      if (file.asText().endsWith(".weights.safetensors")) {
        names.add(file.asText());
      }
    }
    String name = names.stream().filter(this::fits).findFirst().orElseThrow();
    AdmUNet unet = new AdmUNet(config(name), TensorOps.of(Precision.FP32), manager);
    try (SafetensorsFile weights = golden.tensors(name)) {
      ParameterFile.load(weights, unet.parameters());
    }
    return unet;
  }

  private boolean fits(String name) {
    AdmConfig.Ends ends = config(name).ends();
    return ends.outChannels() == (variance().learned() ? 2 : 1) * ends.inChannels();
  }

  private AdmConfig config(String name) {
    return AdmConfig.fromJson(golden.sharing(name, "UNetModel").json().get("config"));
  }

  NDArray load(String name) {
    return recorded.load(manager, name);
  }

  @Override
  public void close() throws IOException {
    recorded.close();
    manager.close();
  }
}

package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.ParameterFile;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.model.Conditioning;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;

/** A recorded U-Net with its weights loaded, and the call that was recorded. */
public final class RecordedUNet implements AutoCloseable {
  private static final String TEXT_MASK = "in.encoder_attention_mask";
  private static final String IMAGE = "in.added_cond_kwargs.image_embeds";
  private static final String MASK = "in.attention_mask";

  /** Inputs of a recorded call that this network knows. */
  private static final Set<String> INPUTS =
      Set.of(
          "in.sample",
          "in.timestep",
          "in.encoder_hidden_states",
          TEXT_MASK,
          MASK,
          "in.class_labels",
          "in.timestep_cond",
          "in.added_cond_kwargs.text_embeds",
          "in.added_cond_kwargs.time_ids",
          IMAGE,
          "in.grad_target");

  private final NDManager manager = Tensors.manager();
  private final UNet unet;
  private final SafetensorsFile io;

  /** Builds and loads the network of a case, if it is one that Corgi has. */
  public RecordedUNet(GoldenCase golden, GoldenCheck check, TensorOps ops) throws IOException {
    this(golden, check, ops, json(golden));
  }

  /** The same by another configuration, which must have the same parameters. */
  RecordedUNet(GoldenCase golden, GoldenCheck check, TensorOps ops, JsonNode config)
      throws IOException {
    unet = new UNet(config(config, check), ops, manager);
    io = golden.tensors("io.safetensors");
    Set<String> unknown = new TreeSet<>(io.names());
    unknown.removeIf(name -> !name.startsWith("in.") || INPUTS.contains(name));
    if (!unknown.isEmpty()) {
      check.notApplicable("inputs " + unknown);
    }
    if (io.has(MASK) && !masksText()) {
      check.notApplicable("a mask of pixels");
    }
    try (SafetensorsFile weights = golden.tensors("diffusion_pytorch_model.safetensors")) {
      ParameterFile.load(weights, unet.parameters());
    }
  }

  /** Returns the recorded configuration. */
  static ObjectNode json(GoldenCase golden) throws IOException {
    try (InputStream in = golden.open("config.json")) {
      return (ObjectNode) new ObjectMapper().readTree(in);
    }
  }

  private static UNetConfig config(JsonNode json, GoldenCheck check) {
    try {
      return UNetConfig.fromJson(json);
    } catch (IllegalArgumentException e) {
      check.notApplicable(e.getMessage());
      throw e;
    }
  }

  /** Blocks that attend to text and pixels at once read the mask of pixels as one of text. */
  private boolean masksText() {
    UNetConfig.Blocks blocks = unet.config().blocks();
    return blocks.middle() != MiddleType.TRANSFORMER
        && !blocks.down().contains(LevelType.TRANSFORMER)
        && !blocks.up().contains(LevelType.TRANSFORMER);
  }

  /** Returns the network. */
  public UNet unet() {
    return unet;
  }

  /** Returns the recorded inputs and outputs. */
  public SafetensorsFile io() {
    return io;
  }

  /** Returns the recorded x, (N, C, H, W). */
  public NDArray sample() {
    return io.load(manager, "in.sample");
  }

  private NDArray input(String name) {
    return io.has(name) ? io.load(manager, name).toType(DataType.FLOAT32, true) : null;
  }

  private Conditioning conditioning() {
    return Conditioning.text(
            input("in.encoder_hidden_states"), input(io.has(MASK) ? MASK : TEXT_MASK))
        .withLabels(input("in.class_labels"))
        .withPooled(
            input("in.added_cond_kwargs.text_embeds"), input("in.added_cond_kwargs.time_ids"))
        .withGuidance(input("in.timestep_cond"))
        .withImage(input(IMAGE));
  }

  /** Returns the network's answer to x at the recorded t and conditions. */
  public NDArray answer(NDArray sample) {
    return answer(sample, Observer.NONE);
  }

  /** Returns the same, while an observer looks on. */
  NDArray answer(NDArray sample, Observer observer) {
    NDArray t = input("in.timestep").reshape(-1).broadcast(sample.size(0));
    return unet.forward(sample, t, conditioning(), observer);
  }

  /** Returns the recorded loss: the mean of (answer − target)². */
  public NDArray loss(NDArray sample) {
    return answer(sample).sub(io.load(manager, "in.grad_target")).square().mean();
  }

  @Override
  public void close() throws IOException {
    io.close();
    unet.close();
    manager.close();
  }
}

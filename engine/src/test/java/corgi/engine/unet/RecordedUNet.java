package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.engine.checkpoint.ParameterFile;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.model.Conditioning;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A recorded U-Net with its weights loaded, and the call that was recorded. */
public final class RecordedUNet implements AutoCloseable {
  /** Inputs of a recorded call that this network knows. */
  private static final Set<String> INPUTS =
      Set.of(
          "in.sample",
          "in.timestep",
          "in.encoder_hidden_states",
          "in.encoder_attention_mask",
          "in.grad_target");

  private final NDManager manager = Tensors.manager();
  private final UNet unet;
  private final SafetensorsFile io;

  /** Builds and loads the network of a case, if it is one that Corgi has. */
  public RecordedUNet(GoldenCase golden, GoldenCheck check, TensorOps ops) throws IOException {
    unet = new UNet(config(golden, check), ops, manager);
    io = golden.tensors("io.safetensors");
    Set<String> unknown = new TreeSet<>(io.names());
    unknown.removeIf(name -> !name.startsWith("in.") || INPUTS.contains(name));
    if (!unknown.isEmpty()) {
      check.notApplicable("inputs " + unknown);
    }
    try (SafetensorsFile weights = golden.tensors("diffusion_pytorch_model.safetensors")) {
      ParameterFile.load(weights, unet.parameters());
    }
  }

  private static UNetConfig config(GoldenCase golden, GoldenCheck check) throws IOException {
    try (InputStream in = golden.open("config.json")) {
      JsonNode json = new ObjectMapper().readTree(in);
      try {
        return UNetConfig.fromJson(json);
      } catch (IllegalArgumentException e) {
        check.notApplicable(e.getMessage());
        throw e;
      }
    }
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

  /** Returns the network's answer to x at the recorded t and text. */
  public NDArray answer(NDArray sample) {
    String mask = "in.encoder_attention_mask";
    Conditioning text =
        Conditioning.text(
            io.load(manager, "in.encoder_hidden_states"),
            io.has(mask) ? io.load(manager, mask).toType(DataType.FLOAT32, true) : null);
    NDArray t = io.load(manager, "in.timestep").toType(DataType.FLOAT32, true).reshape(-1);
    return unet.forward(sample, t.broadcast(sample.size(0)), text, List.of());
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

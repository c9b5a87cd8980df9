package corgi.engine.generation;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.Checkpoint;
import corgi.engine.checkpoint.CheckpointWriter;
import corgi.engine.checkpoint.ParameterFile;
import corgi.engine.checkpoint.Provenance;
import corgi.engine.checkpoint.StoredType;
import corgi.engine.layers.Parameter;
import corgi.engine.model.HashedWordsPlugin;
import corgi.engine.tensor.CounterRandom;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.UNet;
import corgi.engine.unet.UNetConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Model folders for tests: random weights, pictures of 16×16, eight words. */
public final class TinyModel {
  /** How many tokens it reads; the beginning of the prompt is one. */
  public static final int LENGTH = 8;

  /** How many steps its schedule has. */
  public static final int STEPS = 50;

  private static final double DEVIATION = 0.1;

  private TinyModel() {}

  /** Writes a model folder that reads hashed words, and returns it. */
  public static Path write(Path folder) throws IOException {
    return write(folder, "hashed-words", HashedWordsPlugin.DIMENSION);
  }

  /** Writes a model folder that reads what the named encoder makes of prompts, and returns it. */
  public static Path write(Path folder, String encoder, int dimension) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode unet =
        (ObjectNode)
            mapper.readTree(
                """
                {"sample_size": 16, "in_channels": 3, "out_channels": 3, "layers_per_block": 1,
                 "block_out_channels": [8, 12], "norm_num_groups": 4, "attention_head_dim": 2,
                 "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D"],
                 "up_block_types": ["CrossAttnUpBlock2D", "UpBlock2D"]}""");
    unet.put("cross_attention_dim", dimension);
    ObjectNode scheduler =
        mapper
            .createObjectNode()
            .put("_class_name", "DDIMScheduler")
            .put("num_train_timesteps", STEPS)
            .put("prediction_type", "v_prediction")
            .put("timestep_spacing", "trailing");
    Provenance provenance =
        new Provenance(
            "0",
            "unknown",
            new Provenance.Data("nothing", "sha256:0", "nothing", "none"),
            new Provenance.Text(encoder, LENGTH, "", 0.1),
            List.of(),
            new Provenance.Training(1, 0, 0, 0, Precision.FP32, Provenance.RANDOM));
    return write(folder, new Checkpoint(UNetConfig.fromJson(unet), scheduler, provenance));
  }

  private static Path write(Path folder, Checkpoint checkpoint) throws IOException {
    try (NDManager manager = Tensors.manager();
        UNet network = new UNet(checkpoint.unet(), TensorOps.of(Precision.FP32), manager)) {
      network.parameters().initialise(1);
      for (Parameter parameter : network.parameters().all()) { // those that begin at 0, too
        network.parameters().set(parameter.name(), changed(parameter));
      }
      CheckpointWriter.write(
          folder, checkpoint, ParameterFile.writer(network.parameters(), StoredType.F32));
    }
    return folder;
  }

  private static float[] changed(Parameter parameter) {
    float[] values = parameter.array().toFloatArray();
    float[] noise = new float[values.length];
    long key = CounterRandom.key(parameter.name().hashCode(), 0, 0);
    CounterRandom.normals(key, noise, 0, noise.length);
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (DEVIATION * noise[i]);
    }
    return values;
  }
}

package corgi.engine.checkpoint;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.UNet;
import corgi.engine.unet.UNetConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A small checkpoint for tests. */
final class Checkpoints {
  static final Provenance PROVENANCE =
      new Provenance(
          "0.1.0",
          "abc123",
          new Provenance.Data("portraits", "sha256:12", "41 pairs", "Noto: Apache-2.0\n\"MIT\" ü"),
          new Provenance.Text("all-MiniLM-L6-v2", 24, "", 0.1),
          List.of(),
          new Provenance.Training(7, 1000, 64_000, 600.5, Precision.BF16, Provenance.RANDOM));

  private Checkpoints() {}

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static Checkpoint small() {
    return new Checkpoint(
        UNetConfig.fromJson(
            json(
                """
                {"sample_size": 8, "in_channels": 3, "out_channels": 3, "block_out_channels": [8, 12],
                 "layers_per_block": 1, "norm_num_groups": 4, "attention_head_dim": 2,
                 "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D"],
                 "up_block_types": ["CrossAttnUpBlock2D", "UpBlock2D"], "cross_attention_dim": 6}""")),
        json(
            """
            {"_class_name": "DDIMScheduler", "num_train_timesteps": 1000,
             "beta_schedule": "squaredcos_cap_v2", "prediction_type": "v_prediction"}"""),
        PROVENANCE);
  }

  /** Writes the small model with weights of a seed, and returns one of its weights. */
  static float[] write(Path folder, long seed, StoredType type) throws IOException {
    try (NDManager manager = Tensors.manager();
        UNet unet = new UNet(small().unet(), TensorOps.of(Precision.FP32), manager)) {
      unet.parameters().initialise(seed);
      CheckpointWriter.write(folder, small(), ParameterFile.writer(unet.parameters(), type));
      return unet.parameters().find("conv_in.weight").array().toFloatArray();
    }
  }

  /** Loads a model and returns the same weight. */
  static float[] load(CheckpointFolder folder) throws IOException {
    try (NDManager manager = Tensors.manager();
        UNet unet = folder.load(TensorOps.of(Precision.FP32), manager)) {
      return unet.parameters().find("conv_in.weight").array().toFloatArray();
    }
  }
}

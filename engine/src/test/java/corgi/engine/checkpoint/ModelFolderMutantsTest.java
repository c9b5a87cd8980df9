package corgi.engine.checkpoint;

import ai.djl.ndarray.NDManager;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged configurations of model folders. */
class ModelFolderMutantsTest {
  @TempDir Path parent;
  private Path folder;

  @BeforeEach
  void write() throws IOException {
    folder = parent.resolve(Mutants.NAME);
    Checkpoints.write(folder, 1, StoredType.F16);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        CheckpointFolder.INDEX,
        CheckpointFolder.UNET,
        CheckpointFolder.SCHEDULER,
        CheckpointFolder.PROVENANCE
      })
  void configurations(String name) throws IOException {
    Path file = folder.resolve(name);
    TensorOps ops = TensorOps.of(Precision.FP32);
    try (NDManager manager = Tensors.manager()) {
      Mutants.checkSlow(
          List.of(Files.readAllBytes(file)),
          Mutations::json,
          content -> {
            Files.write(file, content);
            CheckpointFolder opened = CheckpointFolder.open(folder);
            if (name.equals(CheckpointFolder.UNET)) { // the only one that the network depends on
              opened.load(ops, manager).close();
            }
          });
    }
  }

  @Test
  void schedules() throws IOException {
    Path file = parent.resolve(Mutants.NAME + ".json");
    String betas =
        """
        {"_class_name": "DDIMScheduler", "num_train_timesteps": 4, "beta_schedule": "scaled_linear",
         "beta_start": 0.00085, "beta_end": 0.012, "trained_betas": null, "clip_sample": false,
         "timestep_spacing": "leading", "rescale_betas_zero_snr": true}""";
    String trained = "{\"trained_betas\": [0.1, 0.2, 0.3], \"prediction_type\": \"sample\"}";
    Mutants.check(
        List.of(
            betas.getBytes(java.nio.charset.StandardCharsets.UTF_8),
            trained.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        Mutations::json,
        content -> {
          Files.write(file, content);
          ScheduleConfig config = ScheduleConfig.read(file);
          try {
            config.schedule();
          } catch (IllegalArgumentException e) { // a folder's messages name the file
            throw new CheckpointException(Mutants.NAME, e.getMessage(), e);
          }
        });
  }
}

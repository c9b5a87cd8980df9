package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.checkpoint.ParameterFile;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.checkpoint.StoredType;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.UNet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saving, validating and drawing between the steps change no later weight, not by a bit. */
class NothingBesideTest {
  private static final int STEPS = 12;

  @TempDir Path folder;

  @Test
  void whatIsDoneBesideChangesNoWeight() throws IOException {
    Map<String, float[]> alone = train("alone", (trainer, task, unet) -> {});
    Map<String, float[]> busy =
        train(
            "busy",
            (trainer, task, unet) -> {
              trainer.state().write(folder.resolve("state"), standing(trainer), "it");
              ParameterFile.writer(unet.parameters(), trainer.averaged(), StoredType.F16)
                  .write(folder.resolve("model"));
              Batch other = task.batch(1_000_000 + trainer.counters().steps());
              Tensors.inference(
                  () -> {
                    Tensors.scope(() -> assertThat(loss(task, other)).isFinite());
                    return null;
                  });
            });
    assertThat(busy.keySet()).isEqualTo(alone.keySet()).isNotEmpty();
    busy.forEach((name, values) -> assertThat(values).as(name).isEqualTo(alone.get(name)));
  }

  private static float loss(Denoising task, Batch batch) {
    try (NDManager manager = Tensors.manager();
        NDArray loss = task.loss(batch, manager)) {
      return loss.getFloat();
    }
  }

  private interface Beside {
    void act(Trainer<Batch> trainer, Denoising task, UNet unet) throws IOException;
  }

  private static Standing standing(Trainer<Batch> trainer) {
    return new Standing(trainer.counters(), LossSums.NONE);
  }

  private Map<String, float[]> train(String name, Beside beside) throws IOException {
    TrainingPlan plan = Toy.plan(STEPS);
    Path end = folder.resolve(name);
    try (NDManager manager = Tensors.manager();
        UNet unet = new UNet(plan.unet(), TensorOps.of(Precision.FP32), manager)) {
      Denoising task = new Denoising(unet, plan);
      try (Trainer<Batch> trainer = new Trainer<>(task, plan.options())) {
        while (!trainer.finished()) {
          trainer.step();
          beside.act(trainer, task, unet);
        }
        trainer.state().write(end, standing(trainer), "it");
      }
    }
    Map<String, float[]> tensors = new TreeMap<>();
    try (SafetensorsFile file = SafetensorsFile.open(end)) {
      file.names().forEach(tensor -> tensors.put(tensor, file.floats(tensor)));
    }
    return tensors;
  }
}

package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.ParameterFile;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.checkpoint.StoredType;
import corgi.engine.condition.Conditions;
import corgi.engine.condition.Scene;
import corgi.engine.model.Answers;
import corgi.engine.model.ConditionalModel;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Evaluation;
import corgi.engine.model.Guidance;
import corgi.engine.model.LearnedVariance;
import corgi.engine.model.Side;
import corgi.engine.model.Velocity;
import corgi.engine.model.Weights;
import corgi.engine.sampling.Ddim;
import corgi.engine.sampling.Sampling;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.Grids;
import corgi.engine.schedule.Spacing;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.SeededNoise;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.UNet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saving, validating and drawing between the steps change no later weight, not by a bit. */
class NothingBesideTest {
  private static final int STEPS = 12;

  @TempDir Path folder;

  private final List<float[]> drawn = new ArrayList<>();

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
              drawn.add(draw(unet, trainer.counters().steps()));
            });
    assertThat(drawn).as("pictures, which change as the weights do").hasSize(STEPS);
    for (int i = 1; i < STEPS; i++) {
      assertThat(drawn.get(i)).isNotEqualTo(drawn.get(i - 1));
    }
    assertThat(busy.keySet()).isEqualTo(alone.keySet()).isNotEmpty();
    busy.forEach((name, values) -> assertThat(values).as(name).isEqualTo(alone.get(name)));
  }

  private static float loss(Denoising task, Batch batch) {
    try (NDManager manager = Tensors.manager();
        NDArray loss = task.loss(batch, manager)) {
      return loss.getFloat();
    }
  }

  /** A guided picture of the network as it is, by steps that add noise. */
  private static float[] draw(UNet unet, long seed) {
    Conditions conditions = Toy.text();
    Guidance guidance =
        new Guidance() {
          @Override
          public List<Evaluation> evaluations(Stage stage) {
            return List.of(Evaluation.CONDITIONAL, Evaluation.UNCONDITIONAL);
          }

          @Override
          public NDArray combine(NDArray x, Stage stage, Answers answers) {
            NDArray c = answers.clean(Evaluation.CONDITIONAL);
            return c.add(c.sub(answers.unconditional()));
          }
        };
    try (NDManager manager = Tensors.manager()) {
      var model =
          new ConditionalModel(
              Map.of(Weights.MAIN, unet),
              new Velocity(),
              LearnedVariance.RANGE,
              Map.of(
                  Side.PROMPT, told(conditions, Scene.of("a square"), manager),
                  Side.NULL, told(conditions, Scene.NOTHING, manager)));
      Grid grid = Grids.spaced(ObjectiveSpec.DEFAULT.scheduler().schedule(), Spacing.TRAILING, 4);
      return new Sampling(Ddim.of(1), grid)
          .draw(guidance.over(model), new SeededNoise(manager, seed), new Shape(1, 8, 8))
          .toFloatArray();
    }
  }

  private static Conditioning told(Conditions conditions, Scene scene, NDManager manager) {
    return conditions.told(conditions.cues(List.of(scene)), 1).load(manager);
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

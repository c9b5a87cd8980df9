package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.ClassifierFolder;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.adm.NoisyClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierSessionTest {
  private static final Squares DATA = new Squares("sha256:1");

  @TempDir private Path folder;

  private static ClassifierPlan plan(long steps, Squares data) {
    var options =
        new TrainerOptions(
            Limit.ofSteps(steps), 8, 5, new LearningRate(2e-3, 2, 0), 0.9, Precision.FP32);
    return new ClassifierPlan(data, ClassifierPlan.usual(data), options);
  }

  private static void train(long steps, Path out) throws IOException {
    new ClassifierSession(plan(steps, DATA), Toy.BUILT).run(out, TrainingListener.NONE);
  }

  @Test
  void learnsTheLabelsThroughTheNoiseAndIsLoadedAgain() throws IOException {
    train(60, folder.resolve("out"));
    ClassifierFolder stored = ClassifierFolder.find(folder.resolve("out").toString());
    assertThat(stored.classifier().heads().vocabulary()).isEqualTo(DATA.vocabulary());
    assertThat(stored.classifier().origin().training().steps()).isEqualTo(60);
    var schedule = ObjectiveSpec.DEFAULT.scheduler().schedule();
    try (NDManager manager = Tensors.manager();
        NoisyClassifier classifier = stored.load(TensorOps.of(Precision.FP32), manager)) {
      NoiseLevel level = schedule.at(300);
      NDArray light = manager.full(new Shape(1, 1, 8, 8), (float) (0.8 * level.alpha()));
      double right = classifier.of(Map.of("tone", "light")).log(light, level).getFloat();
      double wrong = classifier.of(Map.of("tone", "dark")).log(light, level).getFloat();
      assertThat(right).isGreaterThan(Math.log(0.9));
      assertThat(Math.exp(right) + Math.exp(wrong)).isBetween(0.999, 1.001);
    }
  }

  @Test
  void goesOnWhereItStopped() throws IOException {
    train(6, folder.resolve("whole"));
    train(3, folder.resolve("halves"));
    train(6, folder.resolve("halves"));
    assertThat(weights("halves")).isEqualTo(weights("whole"));
  }

  private byte[] weights(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name).resolve("model/classifier/model.safetensors"));
  }

  @Test
  void refusesTheStateOfAnotherTraining() throws IOException {
    train(2, folder);
    var other = new ClassifierSession(plan(4, new Squares("sha256:2")), Toy.BUILT);
    assertThatThrownBy(() -> other.run(folder, TrainingListener.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("belongs to another training");
  }

  @Test
  void aModelOfPicturesIsNoClassifier() throws IOException {
    new TrainingSession(Toy.plan(1), Toy.BUILT).run(folder, TrainingListener.NONE);
    assertThatThrownBy(() -> ClassifierFolder.find(folder.toString()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("classifier/config.json")
        .hasMessageContaining("is missing");
  }
}

package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import corgi.engine.checkpoint.Checkpoint;
import corgi.engine.checkpoint.CheckpointFolder;
import corgi.engine.checkpoint.CheckpointWriter;
import corgi.engine.checkpoint.ParameterFile;
import corgi.engine.checkpoint.StoredType;
import corgi.engine.data.Example;
import corgi.engine.data.Portraits;
import corgi.engine.data.Split;
import corgi.engine.generation.Corgi;
import corgi.engine.generation.Request;
import corgi.engine.generation.Setup;
import corgi.engine.layers.Parameter;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.UNet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped model draws what the prompt says, and it is its weights that do. */
class EmbeddedModelTest {
  private static final String PROMPT = "a cat wearing sunglasses";
  private static final int COMPOSITIONS = 200;

  @TempDir Path folder;

  @Test
  void theWeightsDrawTheCat() throws IOException {
    CheckpointFolder shipped = CheckpointFolder.find(Setup.DEFAULT_MODEL);
    Path zeroed = folder.resolve("zeroed");
    List<float[]> cats =
        compositions(shipped.checkpoint().unet().ends().sampleSize(), "cat", "sunglasses");
    double drawn = nearest(draw(Setup.DEFAULT_MODEL, PROMPT), cats);
    writeZeroed(shipped, zeroed);
    double nothing = nearest(draw(zeroed.toString(), PROMPT), cats);
    assertThat(drawn).isLessThan(0.8 * nothing);
  }

  @Test
  void thePromptDecidesWhatIsDrawn() throws IOException {
    int size = CheckpointFolder.find(Setup.DEFAULT_MODEL).checkpoint().unet().ends().sampleSize();
    List<float[]> frogs = compositions(size, "frog", "none");
    double frog = nearest(draw(Setup.DEFAULT_MODEL, "a frog"), frogs);
    double cat = nearest(draw(Setup.DEFAULT_MODEL, PROMPT), frogs);
    assertThat(frog).isLessThan(cat);
  }

  private static float[] draw(String model, String prompt) throws IOException {
    try (Corgi corgi = Corgi.load(model)) {
      Request request = Request.of(prompt).gamma(10).seed(7).steps(20);
      return corgi.generate(request).drawings().get(0).picture().values();
    }
  }

  private static void writeZeroed(CheckpointFolder shipped, Path folder) throws IOException {
    Checkpoint checkpoint = shipped.checkpoint();
    try (NDManager manager = Tensors.manager();
        UNet unet = new UNet(checkpoint.unet(), TensorOps.of(Precision.FP32), manager)) {
      for (Parameter parameter : unet.parameters().all()) {
        int size = Math.toIntExact(parameter.shape().size());
        unet.parameters().set(parameter.name(), new float[size]);
      }
      CheckpointWriter.write(
          folder, checkpoint, ParameterFile.writer(unet.parameters(), StoredType.F16));
    }
  }

  private static List<float[]> compositions(int size, String figure, String face) {
    Portraits portraits = new Portraits(new Portraits.Options(size, Split.ALL));
    List<float[]> found = new ArrayList<>();
    for (long i = 0; found.size() < COMPOSITIONS; i++) {
      Example example = portraits.example(i);
      if (example.labels().get("figure").equals(figure)
          && example.labels().get("face").equals(face)) {
        found.add(example.picture().values());
      }
    }
    return found;
  }

  private static double nearest(float[] picture, List<float[]> others) {
    double least = Double.POSITIVE_INFINITY;
    for (float[] other : others) {
      double sum = 0;
      for (int i = 0; i < picture.length; i++) {
        sum += (picture[i] - other[i]) * (picture[i] - other[i]);
      }
      least = Math.min(least, Math.sqrt(sum / picture.length));
    }
    return least;
  }
}

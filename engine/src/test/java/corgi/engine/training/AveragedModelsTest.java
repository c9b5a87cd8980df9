package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.checkpoint.CheckpointFolder;
import corgi.engine.checkpoint.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AveragedModelsTest {
  private static final String NAME = "conv_in.weight";

  @TempDir Path out;

  @Test
  void everyAverageLeavesAModelOfItsOwn() throws IOException {
    for (int steps : new int[] {2, 3}) { // the second run goes on and writes them anew
      TrainingPlan plan = Toy.plan(steps);
      List<EmaSpec> averages = List.of(EmaSpec.ofDecay(0.99), EmaSpec.parse("power:length=0.1"));
      plan = Toy.with(plan, plan.options().with(averages));
      new TrainingSession(plan, Toy.BUILT).run(out, TrainingListener.NONE);
    }
    float[] first = weights("model");
    float[] second = weights("model-ema-length-0.1");
    assertThat(first).isNotEqualTo(second);
    Path state = new StateFiles(out).of(new Counters(3, 0, 0));
    try (SafetensorsFile file = SafetensorsFile.open(state)) {
      assertThat(first).containsExactly(file.floats("averaged/" + NAME), within(2e-4f));
      assertThat(second).containsExactly(file.floats("averaged-1/" + NAME), within(2e-4f));
    }
    assertThat(out).isDirectoryNotContaining("glob:**.tmp");
  }

  private float[] weights(String model) throws IOException {
    Path folder = out.resolve(model);
    var provenance = CheckpointFolder.open(folder).checkpoint().provenance();
    assertThat(provenance.training().steps()).isEqualTo(3);
    Path file = folder.resolve("unet/diffusion_pytorch_model.safetensors");
    try (SafetensorsFile stored = SafetensorsFile.open(file)) {
      return stored.floats(NAME);
    }
  }
}

package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import corgi.engine.checkpoint.CheckpointFolder;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.condition.Conditions;
import corgi.engine.condition.TextCondition;
import corgi.engine.layers.Parameters;
import corgi.engine.model.CachedTextEncoder;
import corgi.engine.model.HashedWords;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.UNet;
import corgi.engine.unet.UNetConfig;
import corgi.engine.unet.UNetConfig.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InheritedTest {
  private static final Level PLAIN = new Level(8, 1, 0);
  private static final Level ATTENDING = new Level(8, 1, 2);
  private static final UNetConfig SAME = Toy.unet(8, PLAIN, ATTENDING);
  private static final UNetConfig GROWN = Toy.unet(16, PLAIN, ATTENDING, ATTENDING);
  private static final int SEED = 3;

  @TempDir Path folder;
  private Inherited start;

  @BeforeEach
  void trainTheFirst() throws IOException {
    new TrainingSession(Toy.plan(2), Toy.BUILT).run(folder, TrainingListener.NONE);
    start = Inherited.from(folder.toString());
  }

  @Test
  void aNetworkOfTheSameSizeTakesEveryWeight() {
    check(SAME);
    with(
        SAME,
        network -> {
          start.set(network);
          Parameters parameters = network.parameters();
          for (String name : parameters.names()) {
            assertThat(values(parameters, name)).as(name).isEqualTo(stored(name));
          }
        });
  }

  @Test
  void aLargerNetworkTakesTheLevelsAsItsLowerOnes() {
    check(GROWN);
    with(
        GROWN,
        network -> {
          start.set(network);
          Parameters parameters = network.parameters();
          assertTaken(parameters, "down_blocks.1.resnets.0.conv1.weight", "down_blocks.0.");
          assertTaken(parameters, "down_blocks.2.attentions.0.proj_in.weight", "down_blocks.1.");
          assertTaken(parameters, "up_blocks.1.resnets.1.conv2.bias", "up_blocks.1.");
          assertTaken(parameters, "mid_block.resnets.0.conv1.weight", "mid_block.");
          assertTaken(parameters, "time_embedding.linear_1.weight", "time_embedding.");
        });
  }

  @Test
  void whatIsNewStaysRandom() {
    with(
        GROWN,
        network -> {
          Parameters parameters = network.parameters();
          float[] in = values(parameters, "conv_in.weight");
          float[] first = values(parameters, "down_blocks.0.resnets.0.conv1.weight");
          float[] attention = values(parameters, "down_blocks.1.attentions.0.proj_in.weight");
          start.set(network);
          assertThat(values(parameters, "conv_in.weight")).isEqualTo(in);
          assertThat(values(parameters, "down_blocks.0.resnets.0.conv1.weight")).isEqualTo(first);
          assertThat(values(parameters, "down_blocks.1.attentions.0.proj_in.weight"))
              .isEqualTo(attention);
        });
  }

  @Test
  void aGrownTrainingRunsSaysSoAndGoesOn() throws IOException {
    Path out = folder.resolve("grown");
    new TrainingSession(plan(1, GROWN, start), Toy.BUILT).run(out, TrainingListener.NONE);
    new TrainingSession(plan(2, GROWN, start), Toy.BUILT).run(out, TrainingListener.NONE);
    var provenance = CheckpointFolder.find(out.toString()).checkpoint().provenance();
    assertThat(provenance.training().steps()).isEqualTo(2);
    assertThat(provenance.training().start())
        .isEqualTo(CheckpointFolder.find(folder.toString()).weightsHash());
    assertThatThrownBy(
            () ->
                new TrainingSession(plan(3, GROWN, Start.RANDOM), Toy.BUILT)
                    .run(out, TrainingListener.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("belongs to another training");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertRefused(Toy.unet(8, ATTENDING), "has 2 levels, the new network 1");
    assertRefused(Toy.unet(8, PLAIN, new Level(12, 1, 2)), "channels of a level: 8", "12");
    assertRefused(Toy.unet(8, PLAIN, new Level(8, 2, 2)), "blocks of a level: 1", "2");
    assertRefused(Toy.unet(8, PLAIN, new Level(8, 1, 4)), "attention heads of a level: 2", "4");
    assertRefused(Toy.unet(16, new Level(12, 1, 0), PLAIN, ATTENDING), "first level: 8", "12");
    var another = new CachedTextEncoder(new HashedWords(5, 8), 1);
    var told = new Conditions(List.of(new TextCondition(another, "", 0.1)));
    assertThatThrownBy(() -> start.check(SAME, told, ObjectiveSpec.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is told")
        .hasMessageContaining("\"length\":5");
  }

  private void assertRefused(UNetConfig unet, String... said) {
    assertThatThrownBy(() -> check(unet))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(said);
  }

  private void check(UNetConfig unet) {
    plan(1, unet, start); // checks
  }

  private static TrainingPlan plan(long steps, UNetConfig unet, Start start) {
    return Toy.plan(steps, new Squares("sha256:1", unet.ends().sampleSize()), unet, start);
  }

  private void assertTaken(Parameters parameters, String name, String block) {
    String old = name.replaceFirst("^[a-z_]+\\.(\\d+\\.)?", block);
    assertThat(values(parameters, name)).as(name).isEqualTo(stored(old));
  }

  private static void with(UNetConfig config, Consumer<UNet> body) {
    try (NDManager manager = Tensors.manager();
        UNet unet = new UNet(config, TensorOps.of(Precision.FP32), manager)) {
      unet.parameters().initialise(SEED);
      body.accept(unet);
    }
  }

  private static float[] values(Parameters parameters, String name) {
    return parameters.find(name).array().toFloatArray();
  }

  private float[] stored(String name) {
    try (SafetensorsFile file = CheckpointFolder.find(folder.toString()).weights()) {
      return file.floats(name);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

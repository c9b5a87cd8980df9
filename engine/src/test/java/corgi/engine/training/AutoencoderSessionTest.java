package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.engine.checkpoint.AutoencoderFolder;
import corgi.engine.checkpoint.VaeFolder;
import corgi.engine.data.Example;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.vae.Autoencoder;
import corgi.engine.vae.AutoencoderConfig;
import corgi.engine.vae.AutoencoderKl;
import corgi.engine.vae.AutoencoderShape;
import corgi.engine.vae.ClassicConfig;
import corgi.engine.vae.Reconstruction;
import corgi.engine.vae.VaeLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutoencoderSessionTest {
  private static final Squares DATA = new Squares("sha256:1");
  private static final List<Example> HELD_OUT =
      List.of(DATA.example(1000), DATA.example(1001), DATA.example(1002), DATA.example(1003));
  private static final ClassicConfig CLASSIC = new ClassicConfig(1, 8, 4, true);
  private static final VaeLoss LOSS = new VaeLoss(Reconstruction.BCE, 0.1, 5);

  @TempDir private Path folder;

  private static AutoencoderPlan plan(AutoencoderShape network, VaeLoss loss, long steps) {
    var options =
        new TrainerOptions(
            Limit.ofSteps(steps), 4, 5, new LearningRate(5e-3, 2, 0), 0.9, Precision.FP32);
    return new AutoencoderPlan(DATA, HELD_OUT, network, loss, options);
  }

  private AutoencoderSession.Outcome train(AutoencoderPlan plan, String out) throws IOException {
    return new AutoencoderSession(plan, Toy.BUILT).run(folder.resolve(out), TrainingListener.NONE);
  }

  private static AutoencoderConfig latentDiffusion() throws IOException {
    String json =
        """
        {"in_channels": 1, "out_channels": 1, "block_out_channels": [4, 8], "norm_num_groups": 2,
         "latent_channels": 2, "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D"],
         "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D"]}
        """;
    return AutoencoderConfig.fromJson(new ObjectMapper().readTree(json));
  }

  @Test
  void learnsTwoPicturesAndIsLoadedAgain() throws IOException {
    var begun = train(plan(CLASSIC, LOSS, 1), "begun");
    var outcome = train(plan(CLASSIC, LOSS, 250), "out");
    // ±0.8 is 0.1 or 0.9, whose entropy no decoder undercuts: 64·0.325 = 20.8 nats
    double entropy = -64 * (0.1 * Math.log(0.1) + 0.9 * Math.log(0.9));
    assertThat(begun.report().reconstruction()).isGreaterThan(40);
    assertThat(outcome.report().reconstruction()).isBetween(entropy - 1e-3, entropy + 2);
    assertThat(outcome.report().kl()).isGreaterThan(0.3);
    VaeFolder stored = VaeFolder.find(folder.resolve("out").toString());
    assertThat(stored.shape()).isEqualTo(CLASSIC);
    assertThat(stored.origin().orElseThrow().measured())
        .containsEntry("elbo", outcome.report().elbo());
    try (NDManager manager = Tensors.manager();
        Autoencoder network = stored.load(TensorOps.of(Precision.FP32), manager)) {
      ElboReport again = new AutoencoderExam(network, Reconstruction.BCE).of(HELD_OUT);
      assertThat(again.elbo()).isEqualTo(outcome.report().elbo());
    }
  }

  @Test
  void bothPartsAndTheBoundAreLogged() throws IOException {
    train(plan(CLASSIC, LOSS, 50), "out");
    JsonNode line = line("out/log.jsonl");
    assertThat(line.path("loss").asDouble())
        .isCloseTo(
            line.path("loss.reconstruction").asDouble() + 0.1 * line.path("loss.kl").asDouble(),
            within(0.5));
    assertThat(line.path("loss.kl").asDouble()).isPositive();
    assertThat(line.path("loss.beta").asDouble()) // 0, .02, .04, .06, .08 and then .1
        .isCloseTo((0.2 + 45 * 0.1) / 50, within(1e-9));
    JsonNode bound = line("out/elbo.jsonl");
    assertThat(bound.path("steps").asLong()).isEqualTo(50);
    assertThat(bound.path("elbo").asDouble())
        .isCloseTo(
            -bound.path("reconstruction").asDouble() - bound.path("kl").asDouble(), within(1e-9));
  }

  private JsonNode line(String name) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(name));
    assertThat(lines).hasSize(1);
    return new ObjectMapper().readTree(lines.get(0));
  }

  @Test
  void goesOnWhereItStopped() throws IOException {
    train(plan(CLASSIC, LOSS, 8), "whole");
    train(plan(CLASSIC, LOSS, 3), "halves");
    train(plan(CLASSIC, LOSS, 8), "halves");
    assertThat(weights("halves")).isEqualTo(weights("whole"));
    train(plan(CLASSIC, LOSS, 7), "short");
    assertThat(weights("short")).isNotEqualTo(weights("whole"));
  }

  private byte[] weights(String name) throws IOException {
    return Files.readAllBytes(
        folder.resolve(name).resolve("model/diffusion_pytorch_model.safetensors"));
  }

  @Test
  void everyAverageIsAModelOfItsOwn() throws IOException {
    AutoencoderPlan one = plan(CLASSIC, LOSS, 20);
    EmaSpec first = one.options().averages().get(0);
    var two =
        new AutoencoderPlan(
            one.dataset(),
            one.heldOut(),
            one.network(),
            one.loss(),
            one.options().with(List.of(first, EmaSpec.ofDecay(0))));
    var alone = train(one, "one");
    var beside = train(two, "two");
    assertThat(weights("two")).isEqualTo(weights("one"));
    assertThat(beside.report().elbo()).isEqualTo(alone.report().elbo());
    assertThat(Files.readAllLines(folder.resolve("two/elbo.jsonl"))).hasSize(1);

    Path other = folder.resolve("two/model-ema-0.0");
    VaeFolder last = VaeFolder.find(other.toString());
    assertThat(last.origin().orElseThrow().measured().get("elbo"))
        .isNotNull()
        .isNotEqualTo(beside.report().elbo());
    assertThat(Files.readAllBytes(other.resolve("diffusion_pytorch_model.safetensors")))
        .isNotEqualTo(weights("two"));
  }

  @Test
  void activationsMayBeComputedAgain() throws IOException {
    AutoencoderConfig config = latentDiffusion();
    for (AutoencoderPlan kept :
        List.of(plan(CLASSIC, LOSS, 6), plan(config, new VaeLoss(Reconstruction.L1, 0.1, 0), 6))) {
      var computing = new Computing(Precision.FP32, Computing.Activations.RECOMPUTED);
      var again =
          new AutoencoderPlan(
              kept.dataset(),
              kept.heldOut(),
              kept.network(),
              kept.loss(),
              kept.options().with(computing));
      String name = kept.network().getClass().getSimpleName();
      train(kept, name + "-kept");
      train(again, name + "-again");
      assertThat(weights(name + "-again")).as(name).isEqualTo(weights(name + "-kept"));
    }
  }

  @Test
  void refusesTheStateOfAnotherTraining() throws IOException {
    train(plan(CLASSIC, LOSS, 1), "out");
    VaeLoss other = new VaeLoss(Reconstruction.BCE, 0.2, 5);
    assertThatThrownBy(() -> train(plan(CLASSIC, other, 2), "out"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("belongs to another training");
  }

  @Test
  void theLatentsOfDiffusionHaveUnitDeviation() throws IOException {
    AutoencoderConfig config = latentDiffusion();
    train(plan(config, new VaeLoss(Reconstruction.L1, 1e-6, 0), 20), "kl");
    try (NDManager manager = Tensors.manager();
        AutoencoderKl network =
            AutoencoderFolder.load(
                folder.resolve("kl/model"), TensorOps.of(Precision.FP32), manager)) {
      double factor = network.config().scaling().factor();
      assertThat(factor).isNotEqualTo(1);
      List<Example> others = List.of(DATA.example(500), DATA.example(501), DATA.example(502));
      assertThat(factor * LatentDeviation.of(network, others)).isBetween(0.7, 1.4);
    }
  }

  @Test
  void aStrongDivergenceCollapsesThePosteriorAndSaysSo() throws IOException {
    var collapsed = train(plan(CLASSIC, new VaeLoss(Reconstruction.BCE, 1000, 0), 150), "a");
    assertThat(collapsed.report().warning().orElseThrow())
        .startsWith("posterior collapse: 4 of 4 latent units (100 %) carry less than 0.01 nats");
    ClassicConfig one = new ClassicConfig(1, 8, 1, true);
    var alive = train(plan(one, new VaeLoss(Reconstruction.BCE, 0.01, 0), 150), "b");
    assertThat(alive.report().warning()).isEmpty();
    ClassicConfig plain = new ClassicConfig(1, 8, 4, false);
    var without = train(plan(plain, new VaeLoss(Reconstruction.BCE, 0, 0), 5), "c");
    assertThat(without.report().warning()).isEmpty();
    assertThat(without.report().variational()).isFalse();
  }

  @Test
  void whatDoesNotFitIsRefused() throws IOException {
    AutoencoderConfig config = latentDiffusion();
    assertThatThrownBy(() -> plan(config, LOSS, 1))
        .hasMessageContaining("bce: the decoder does not end in a sigmoid; choose mse or l1");
    assertThatThrownBy(() -> plan(new ClassicConfig(3, 8, 4, true), LOSS, 1))
        .hasMessage("the network reads pictures of 3 channels, the data set has 1");
    assertThatThrownBy(() -> plan(new ClassicConfig(1, 12, 4, true), LOSS, 1))
        .hasMessage("the images' height and width = 8: must be sample_size = 12");
  }
}

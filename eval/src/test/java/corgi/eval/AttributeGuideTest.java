package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.data.Picture;
import corgi.engine.model.CleanClassifier;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.Tensors;
import corgi.engine.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttributeGuideTest {
  @TempDir static Path folder;

  @BeforeAll
  static void trains() throws IOException {
    var options = new AttributeTrainer.Options(60, 16, 5, Precision.FP32);
    try (AttributeTrainer trainer = new AttributeTrainer(new Stripes(), options)) {
      trainer.train(new Recorder());
      trainer.save(folder.resolve("trained"));
    }
  }

  private static final class Recorder implements TrainingListener {
    @Override
    public void stepped(Report report) {}
  }

  private static CleanClassifier open(NDManager manager) throws IOException {
    var plugin = new AttributeGuide.Plugin();
    assertThat(plugin.recognises(folder)).isFalse();
    assertThat(plugin.recognises(folder.resolve("trained"))).isTrue();
    return plugin.open(folder.resolve("trained"), manager);
  }

  private static NDArray array(NDManager manager, Picture p) {
    return manager.create(p.values(), new Shape(1, p.channels(), p.height(), p.width()));
  }

  /**
   * Over the values of a head the probabilities add up to one, and the largest is what it reads.
   */
  @Test
  void theProbabilitiesAreThoseItReadsBy() throws IOException {
    Picture picture = new Stripes().example(1_000_000).picture();
    try (NDManager manager = Tensors.manager();
        AttributeClassifier reader = AttributeClassifier.load(folder.resolve("trained"))) {
      CleanClassifier guide = open(manager);
      Reading reading = reader.read(List.of(picture)).get(0);
      for (var head : new Stripes().vocabulary().entrySet()) {
        double sum = 0;
        List<Double> logs = new ArrayList<>();
        for (String value : head.getValue()) {
          Map<String, String> labels = guide.known(Map.of(head.getKey(), value));
          logs.add((double) guide.log(array(manager, picture), labels).getFloat());
          sum += Math.exp(logs.get(logs.size() - 1));
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
        int read = head.getValue().indexOf(reading.labels().get(head.getKey()));
        assertThat(logs.get(read)).isEqualTo(logs.stream().max(Double::compare).orElseThrow());
      }
    }
  }

  @Test
  void largerPicturesAreAveragedAndGradientsReachThem() throws IOException {
    Picture small = new Stripes().example(3).picture();
    int side = small.width();
    try (NDManager manager = Tensors.manager()) {
      CleanClassifier guide = open(manager);
      var head = new Stripes().vocabulary().entrySet().iterator().next();
      Map<String, String> labels = guide.known(Map.of(head.getKey(), head.getValue().get(0)));
      NDArray x = array(manager, small);
      NDArray large = x.repeat(2, 2).repeat(3, 2);
      assertThat(guide.log(large, labels).getFloat())
          .isCloseTo(guide.log(x, labels).getFloat(), within(1e-4f));
      NDArray g = Tensors.gradient(z -> guide.log(z, labels), large);
      assertThat(g.getShape()).isEqualTo(new Shape(1, small.channels(), 2L * side, 2L * side));
      assertThat(g.abs().sum().getFloat()).isPositive();
      NDArray odd = manager.zeros(new Shape(1, small.channels(), side + 1, side + 1));
      assertThatThrownBy(() -> guide.log(odd, labels)).hasMessageContaining("whole multiples");
    }
  }

  @Test
  void unknownLabelsAreRefusedWithTheKnownOnes() throws IOException {
    try (NDManager manager = Tensors.manager()) {
      CleanClassifier guide = open(manager);
      assertThatThrownBy(() -> guide.known(Map.of("hat", "red")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no head 'hat'; known: ");
      assertThat(guide.hash()).matches("sha256:[0-9a-f]{64}");
    }
  }
}

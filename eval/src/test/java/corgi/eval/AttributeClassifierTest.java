package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.data.Example;
import corgi.engine.data.Picture;
import corgi.engine.tensor.Precision;
import corgi.engine.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttributeClassifierTest {
  private static final AttributeTrainer.Options OPTIONS =
      new AttributeTrainer.Options(120, 16, 5, Precision.FP32);

  @TempDir static Path folder;
  private static final List<Double> losses = new ArrayList<>();

  @BeforeAll
  static void trains() throws IOException {
    try (AttributeTrainer trainer = new AttributeTrainer(new Stripes(), OPTIONS)) {
      assertThat(trainer.train(new Recorder(losses, OPTIONS.steps()))).isTrue();
      trainer.save(folder.resolve("trained"));
    }
  }

  @Test
  void learnsToTellFreshPicturesApart() throws IOException {
    List<Example> fresh =
        LongStream.range(0, 200).mapToObj(i -> new Stripes().example(1_000_000 + i)).toList();
    try (AttributeClassifier classifier = AttributeClassifier.load(folder.resolve("trained"))) {
      List<Reading> readings = classifier.read(fresh.stream().map(Example::picture).toList());
      List<Answer> answers = new ArrayList<>();
      for (int i = 0; i < fresh.size(); i++) {
        answers.add(new Answer(fresh.get(i).labels(), readings.get(i).labels()));
      }
      var shares = Accuracy.counts(answers); // by chance .17, .5 and .33
      assertThat(shares.get("accuracy").share()).isGreaterThan(.9);
      assertThat(losses.get(0)).isCloseTo(Math.log(6), within(.3)); // knows nothing
      assertThat(losses.get(losses.size() - 1)).isLessThan(.3);
    }
  }

  @Test
  void readsAPictureTheSameInAnyCompany() throws IOException {
    var pictures =
        LongStream.range(0, 70).mapToObj(i -> new Stripes().example(i).picture()).toList();
    try (AttributeClassifier classifier = AttributeClassifier.load(folder.resolve("trained"))) {
      List<Reading> together = classifier.read(pictures);
      assertThat(together).hasSize(70);
      for (int i : new int[] {0, 63, 64, 69}) {
        Reading alone = classifier.read(List.of(pictures.get(i))).get(0);
        assertThat(together.get(i).labels()).isEqualTo(alone.labels());
        assertThat(together.get(i).features()).containsExactly(alone.features(), within(1e-4f));
      }
      assertThat(together.get(0).features()).hasSize(128);
      assertThat(classifier.name()).matches("stripes-cnn-16@[0-9a-f]{8}");
      assertThat(classifier.config().origin().steps()).isEqualTo(120);
    }
  }

  @Test
  void equalSeedsTrainEqualClassifiersAndAListenerMayStop() {
    List<Double> again = new ArrayList<>();
    try (AttributeTrainer trainer = new AttributeTrainer(new Stripes(), OPTIONS)) {
      assertThat(trainer.train(new Recorder(again, 3))).isFalse();
    }
    assertThat(again).containsExactlyElementsOf(losses.subList(0, 3));
  }

  @Test
  void aLargerPictureIsReadMadeSmaller() throws IOException {
    Picture small = new Stripes().example(3).picture();
    try (AttributeClassifier classifier = AttributeClassifier.load(folder.resolve("trained"))) {
      Reading reading = classifier.read(List.of(small)).get(0);
      Reading ofTwice = classifier.read(List.of(twice(small))).get(0);
      assertThat(ofTwice.labels()).isEqualTo(reading.labels());
      assertThat(ofTwice.features()).isEqualTo(reading.features());
    }
  }

  private static Picture twice(Picture p) {
    int side = 2 * p.width();
    float[] values = new float[4 * p.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = p.values()[i / side / 2 * p.width() + i % side / 2];
    }
    return new Picture(p.channels(), side, side, values);
  }

  @Test
  void refusesPicturesOfAnotherSize() throws IOException {
    try (AttributeClassifier classifier = AttributeClassifier.load(folder.resolve("trained"))) {
      assertThatThrownBy(() -> classifier.read(List.of(Pixels.plain(8, 1, 0, 0))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a picture of 3×8×8; this evaluator reads 3×16×16 and whole multiples");
    }
  }

  @Test
  void saysInOneLineWhatIsWrongWithAFolder() throws IOException {
    assertRefused(folder.resolve("nowhere"), "config.json: is missing: expected an evaluator");
    assertRefused(changed("a", "\"widths\" : [ 32", "\"widths\" : [ 33"), "width = 33");
    assertRefused(changed("b", "\"resolution\" : 16", "\"resolution\" : 32"), "must be 4 for");
    assertRefused(changed("c", "\"widths\" : [ 32", "\"widths\" : [ 64"), "misshapen");
    assertRefused(changed("d", "{", "{{"), "is not valid JSON");
    assertRefused(changed("e", "\"seed\" : 5,", ""), "seed");
    Path without = changed("f", "stripes", "stripes");
    Files.delete(without.resolve("model.safetensors"));
    assertRefused(without, "model.safetensors: is missing from the evaluator");
  }

  @Test
  void replacesAnEvaluatorButNothingElse() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("precious.txt"), "mine");
    try (AttributeTrainer trainer = new AttributeTrainer(new Stripes(), OPTIONS)) {
      assertThatThrownBy(() -> trainer.save(other))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("holds precious.txt");
      Path twice = folder.resolve("twice");
      trainer.save(twice);
      trainer.save(twice);
      AttributeClassifier.load(twice).close();
    }
    assertThat(other.resolve("precious.txt")).hasContent("mine");
  }

  /** Keeps the losses, and cancels after so many steps. */
  private record Recorder(List<Double> losses, long steps) implements TrainingListener {
    @Override
    public void stepped(Report report) {
      losses.add(report.loss());
      assertThat(report.counters().examples()).isEqualTo(16L * losses.size());
    }

    @Override
    public boolean cancelled() {
      return losses.size() >= steps;
    }
  }

  private static void assertRefused(Path broken, String message) {
    assertThatThrownBy(() -> AttributeClassifier.load(broken))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }

  /** A copy with a change to its configuration. */
  private static Path changed(String name, String from, String to) throws IOException {
    Path copy = Files.createDirectory(folder.resolve(name));
    Path trained = folder.resolve("trained");
    Files.copy(trained.resolve("model.safetensors"), copy.resolve("model.safetensors"));
    String config = Files.readString(trained.resolve("config.json"));
    assertThat(config).contains(from);
    Files.writeString(copy.resolve("config.json"), config.replace(from, to));
    return copy;
  }
}

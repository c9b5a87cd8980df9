package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.checkpoint.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumingTest {
  @TempDir Path out;

  private final List<String> warnings = new ArrayList<>();

  @Test
  void theNewestCheckpointsStay() throws IOException {
    train(6);
    assertThat(checkpoints()).containsExactly(name(5), name(6));
    train(7, Saving.DEFAULT.keeping(Saving.ALL).everySteps(1));
    assertThat(checkpoints()).containsExactly(name(5), name(6), name(7));
    assertThat(warnings).isEmpty();
  }

  @Test
  void aDamagedOneFallsBackToTheOneBeforeAndEndsTheSame() throws IOException {
    train(4);
    byte[] whole = Files.readAllBytes(weights());
    Path newest = checkpoint(4);
    byte[] bytes = Files.readAllBytes(newest);
    for (byte[] damage : List.of(Arrays.copyOf(bytes, bytes.length / 2), flipped(bytes))) {
      Files.write(newest, damage);
      warnings.clear();
      train(4);
      assertThat(warnings)
          .singleElement()
          .asString()
          .contains(newest.toString(), checkpoint(3).toString(), "step 3");
      assertThat(newest.resolveSibling(name(4) + ".damaged")).hasBinaryContent(damage);
      assertThat(weights()).hasBinaryContent(whole);
      assertThat(newest).exists();
    }
  }

  /** A bit of a number: nothing but the hash can tell. */
  private static byte[] flipped(byte[] bytes) {
    byte[] damaged = bytes.clone();
    damaged[damaged.length - 100] ^= 1;
    return damaged;
  }

  @Test
  void ifNoneIsWholeNothingIsTouched() throws IOException {
    train(3);
    for (long step : new long[] {2, 3}) {
      Files.write(checkpoint(step), flipped(Files.readAllBytes(checkpoint(step))));
    }
    assertThatThrownBy(() -> train(4))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("no checkpoint is whole", name(2), name(3));
    assertThat(checkpoints()).containsExactly(name(2), name(3));
  }

  @Test
  void aStateThatIsNotFiniteIsNotGoneOnFrom() throws IOException {
    train(2);
    spoil(checkpoint(2));
    train(3);
    assertThat(warnings).singleElement().asString().contains("not finite", name(1));
  }

  /** Writes the same state, rightly sealed, with a number that is none. */
  private static void spoil(Path file) throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter();
    try (SafetensorsFile state = SafetensorsFile.open(file)) {
      state.metadata().forEach(writer::metadata);
      for (String name : state.names()) {
        float[] values = state.floats(name);
        values[0] = name.equals("moment2/conv_in.bias") ? Float.NaN : values[0];
        writer.add(name, state.entry(name).shape(), values, corgi.engine.checkpoint.StoredType.F32);
      }
    }
    writer.writeSealed(file);
  }

  @Test
  void theStateOfAnEarlierVersionGoesOn() throws IOException {
    train(4);
    byte[] whole = Files.readAllBytes(weights());
    Files.move(checkpoint(3), out.resolve("state.safetensors"));
    Files.delete(checkpoint(4));
    train(4);
    assertThat(weights()).hasBinaryContent(whole);
  }

  @Test
  void whatKilledWritersLeftIsRemoved() throws IOException {
    train(2);
    Path half = out.resolve("checkpoints/." + name(9) + "." + java.util.UUID.randomUUID() + ".tmp");
    Files.write(half, new byte[9]);
    Path other = Files.createFile(out.resolve("checkpoints/notes.tmp"));
    Files.move(out.resolve("model"), out.resolve(".model.previous"));
    Files.createDirectory(out.resolve(".model.writing"));
    new TrainingFolder(out).close();
    assertThat(half).doesNotExist();
    assertThat(other).exists();
    assertThat(out.resolve(".model.writing")).doesNotExist();
    assertThat(weights()).exists();
  }

  @Test
  void anotherTrainingIsToldByItsDifferences() {
    assertThat(
            Identity.differences(
                "{\"seed\":1,\"unet\":{\"a\":[8],\"b\":2}}",
                "{\"seed\":1,\"unet\":{\"a\":[8,16],\"b\":2},\"drop\":0.5}"))
        .isEqualTo("drop is not set there, 0.5 here; unet.a is [8] there, [8,16] here");
    assertThat(Identity.differences("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}")).isEmpty();
  }

  private Path checkpoint(long step) {
    return new StateFiles(out).of(new Counters(step, 0, 0));
  }

  private static String name(long step) {
    return "step-%09d.safetensors".formatted(step);
  }

  private Path weights() {
    return out.resolve("model/unet/diffusion_pytorch_model.safetensors");
  }

  private List<String> checkpoints() throws IOException {
    try (Stream<Path> files = Files.list(out.resolve("checkpoints"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void train(long steps) throws IOException {
    train(steps, Saving.DEFAULT.everySteps(1));
  }

  private void train(long steps, Saving saving) throws IOException {
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void warned(String warning) {
            warnings.add(warning);
          }
        };
    new TrainingSession(Toy.plan(steps), Toy.BUILT).run(out, saving, listener);
  }
}

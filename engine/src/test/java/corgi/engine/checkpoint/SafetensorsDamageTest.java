package corgi.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * A damaged file is read or refused in one line; it never exhausts memory, hangs or gets inside.
 */
class SafetensorsDamageTest {
  private static final byte[] GOOD =
      new SafetensorsWriter()
          .metadata("format", "pt")
          .add("conv.weight", new Shape(2, 3), new float[] {1, 2, 3, 4, 5, 6}, StoredType.F32)
          .add("conv.bias", new Shape(3), new float[] {1, 2, 3}, StoredType.F16)
          .add("step", new Shape(1), 9)
          .toBytes();

  private int refused;

  /** Reads everything there is; only a one-line refusal may come out. */
  private void read(byte[] content) throws IOException {
    try (SafetensorsFile file = SafetensorsFile.of(content, "damaged")) {
      for (String name : file.names()) {
        assertThat(file.floats(name).length).isEqualTo((int) file.entry(name).shape().size());
      }
    } catch (CheckpointException e) {
      refused++;
      assertThat(e.getMessage()).startsWith("damaged: ").hasLineCount(1).hasSizeLessThan(700);
    }
  }

  private void within(Duration limit, org.junit.jupiter.api.function.Executable damage) {
    Assertions.assertTimeoutPreemptively(limit, damage);
  }

  /** Found by a mutant: four such bytes make a parser of JSON believe in UTF-32. */
  @Test
  void aHeaderIsUtf8WhateverItLooksLike() throws IOException {
    byte[] damaged = GOOD.clone();
    Arrays.fill(damaged, 9, 12, (byte) 0);
    read(damaged);
    assertThat(refused).isEqualTo(1);
  }

  @Test
  void everyTruncationIsRefused() {
    within(
        Duration.ofSeconds(20),
        () -> {
          for (int length = 0; length < GOOD.length; length++) {
            read(Arrays.copyOf(GOOD, length));
          }
        });
    assertThat(refused).isEqualTo(GOOD.length);
  }

  @Test
  void everyFlippedBitIsReadOrRefused() {
    within(
        Duration.ofSeconds(20),
        () -> {
          for (int bit = 0; bit < 8 * GOOD.length; bit++) {
            byte[] damaged = GOOD.clone();
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            read(damaged);
          }
        });
    assertThat(refused).isBetween(8 * 8, 8 * GOOD.length - 1);
  }

  @Test
  void randomDamageIsReadOrRefused() {
    Random random = new Random(11);
    within(
        Duration.ofSeconds(20),
        () -> {
          for (int trial = 0; trial < 5_000; trial++) {
            byte[] damaged = Arrays.copyOf(GOOD, GOOD.length + random.nextInt(5) - 2);
            for (int hits = 1 + random.nextInt(6); hits > 0; hits--) {
              int at = 8 + random.nextInt(damaged.length - 8);
              damaged[at] = (byte) "0123456789{}[]:,\"-.eF\\\n".charAt(random.nextInt(23));
            }
            read(damaged);
          }
        });
    assertThat(refused).isPositive();
  }
}

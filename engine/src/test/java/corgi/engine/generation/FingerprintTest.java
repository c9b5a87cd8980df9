package corgi.engine.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  @Test
  void isKnownAtOnceOrWaitedFor() {
    assertThat(Fingerprint.known("sha256:00").hash()).isEqualTo("sha256:00");
    Fingerprint slow =
        Fingerprint.of(
            () -> {
              Thread.onSpinWait();
              return "sha256:01";
            });
    assertThat(slow.hash()).isEqualTo("sha256:01");
    assertThat(slow.hash()).isEqualTo("sha256:01");
  }

  @Test
  void aDiskThatFailsIsSaid() {
    Fingerprint lost =
        Fingerprint.of(
            () -> {
              throw new IOException("unet.safetensors: gone");
            });
    assertThatThrownBy(lost::hash)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("unet.safetensors: gone");
  }
}

package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int report(Throwable failure) {
    PrintStream printed = new PrintStream(err, true, StandardCharsets.UTF_8);
    return Failures.report(
        new Console(new ByteArrayOutputStream(), printed, false, new Interruption()), failure);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void ourOwnComplaintIsBadInput() {
    assertThat(report(new IllegalArgumentException("steps = 0:\n  must be more"))).isEqualTo(2);
    assertThat(said()).isEqualTo("corgi: steps = 0: must be more\n");
  }

  @Test
  void filesAreNamedWithTheReason() {
    assertThat(report(new NoSuchFileException("a.png"))).isEqualTo(2);
    assertThat(report(new UncheckedIOException(new AccessDeniedException("b.png")))).isEqualTo(2);
    assertThat(said())
        .isEqualTo("corgi: a.png: no such file or folder\ncorgi: b.png: permission denied\n");
  }

  @Test
  void aLibrarysComplaintIsOurFaultAndGoesIntoAFile() throws Exception {
    Throwable theirs = null;
    try {
      Integer.parseInt("x");
    } catch (NumberFormatException e) {
      theirs = e;
    }

    assertThat(report(theirs)).isEqualTo(1);
    assertThat(said()).contains("internal fault: java.lang.NumberFormatException");
    assertThat(said().lines()).hasSize(1);
    Path file = Path.of(said().strip().replaceAll(".* ", ""));
    assertThat(Files.readString(file)).contains("FailuresTest.java");
    Files.delete(file);
  }

  @Test
  void anErrorOfTheMachineIsOurFault() throws Exception {
    assertThat(report(new OutOfMemoryError("heap"))).isEqualTo(1);
    Files.delete(Path.of(said().strip().replaceAll(".* ", "")));
  }
}

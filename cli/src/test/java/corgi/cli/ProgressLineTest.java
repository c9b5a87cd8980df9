package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private ProgressLine line(boolean terminal) {
    PrintStream printed = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new ProgressLine(
        new Console(new ByteArrayOutputStream(), printed, terminal, new Interruption()), 100);
  }

  @Test
  void tellsTheShareDoneAndTheTimeLeft() {
    assertThat(ProgressLine.line("drawing", 25, 100, 10)).isEqualTo("drawing: 25 %, 30 s left");
    assertThat(ProgressLine.line("drawing", 1, 100, 10))
        .isEqualTo("drawing: 1 %, 17 min left"); // 990 s
  }

  @Test
  void aQuickRunThatNobodyWatchesSaysNothing() {
    try (ProgressLine line = line(false)) {
      line.stepped(1);
      line.stepped(50);
    }
    assertThat(err.size()).isZero();
  }

  @Test
  void onATerminalTheLineIsWrittenOverAndTakenAway() throws InterruptedException {
    try (ProgressLine line = line(true)) {
      Thread.sleep(250);
      line.stepped(10);
    }
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("\r\033[Kdrawing: 10 %")
        .endsWith("\r\033[K");
  }
}

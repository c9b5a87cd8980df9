package corgi.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * One command run inside the test.
 *
 * @param code its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
record Run(int code, byte[] out, String err) {
  static Run of(String... args) {
    return stopping(new Interruption(), args);
  }

  static Run stopping(Interruption interruption, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream printed = new PrintStream(err, true, StandardCharsets.UTF_8);
    int code = Main.run(new Console(out, printed, false, interruption), args);
    return new Run(code, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
  }

  /** Standard output as one JSON document and nothing else. */
  JsonNode json() throws IOException {
    return new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(out);
  }

  /** Standard output as text. */
  String text() {
    return new String(out, StandardCharsets.UTF_8);
  }
}

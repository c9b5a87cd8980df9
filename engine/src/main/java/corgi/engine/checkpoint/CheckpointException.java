package corgi.engine.checkpoint;

import java.io.IOException;

/**
 * A stored model cannot be used; the message is one line: which file, what in it, what is right.
 */
public final class CheckpointException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_QUOTE = 120;

  /** Says what is wrong with {@code source}. */
  public CheckpointException(String source, String problem) {
    super(source + ": " + problem);
  }

  /** Says what is wrong with {@code source}, and what showed it. */
  public CheckpointException(String source, String problem, Throwable cause) {
    super(source + ": " + problem, cause);
  }

  /** Returns text from an untrusted file so that a message stays one short line. */
  public static String quote(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= LONGEST_QUOTE
        ? "'" + line + "'"
        : "'" + line.substring(0, LONGEST_QUOTE) + "…'";
  }
}

package corgi.engine.checkpoint;

import java.io.IOException;

/**
 * A stored model cannot be used; the message is one line: which file, what in it, what is right.
 */
public final class CheckpointException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_QUOTE = 120;
  private static final int LONGEST = 8000; // room for sixty names that are quoted

  /** Says what is wrong with {@code source}. */
  public CheckpointException(String source, String problem) {
    super(source + ": " + line(problem));
  }

  /** Says what is wrong with {@code source}, and what showed it. */
  public CheckpointException(String source, String problem, Throwable cause) {
    super(source + ": " + line(problem), cause);
  }

  /** What is wrong may hold pieces of the file that nobody quoted. */
  private static String line(String problem) {
    String line = String.valueOf(problem).replaceAll("\\p{Cntrl}", "?");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  /** Returns text from an untrusted file so that a message stays one short line. */
  public static String quote(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= LONGEST_QUOTE
        ? "'" + line + "'"
        : "'" + line.substring(0, LONGEST_QUOTE) + "…'";
  }
}

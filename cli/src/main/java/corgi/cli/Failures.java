package corgi.cli;

import corgi.engine.sampling.CancelledException;
import corgi.engine.sampling.NonFiniteException;
import corgi.engine.training.DivergedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ParameterException;

/**
 * What the user reads when something goes wrong: one line, and an exit code that tells whose fault
 * it was.
 */
final class Failures {
  private Failures() {}

  /** The exit codes of every command. */
  static final class ExitCode {
    /** Done. */
    static final int DONE = 0;

    /** A fault of Corgi's; the message names a file with the details. */
    static final int FAULT = 1;

    /** Something about the input; the message says what would be right. */
    static final int BAD_INPUT = 2;

    /** Some cells of a sweep failed, and the others are there. */
    static final int PARTLY = 3;

    /** Stopped by Ctrl-C: 128 + SIGINT. */
    static final int STOPPED = 130;

    private ExitCode() {}
  }

  /** Says what happened and returns the exit code. */
  static int report(Console console, Throwable failure) {
    if (failure instanceof CancelledException) {
      console.say("stopped");
      return ExitCode.STOPPED;
    }
    logger().debug("failed", failure);
    if (isBadInput(failure)) {
      console.say(oneLine(message(failure)));
      return ExitCode.BAD_INPUT;
    }
    console.say("internal fault: %s; %s".formatted(oneLine(failure.toString()), record(failure)));
    return ExitCode.FAULT;
  }

  private static Logger logger() {
    return LoggerFactory.getLogger(Failures.class); // late: to make one costs half a second
  }

  /**
   * By the project's rule, its own code throws IllegalArgumentException and IOException at bad
   * input; thrown by a library at a call of ours, the first is our fault. Numbers go beyond all
   * bounds by what was asked for or by the weights.
   */
  private static boolean isBadInput(Throwable failure) {
    if (failure instanceof IllegalArgumentException) {
      StackTraceElement[] frames = failure.getStackTrace();
      return frames.length > 0 && frames[0].getClassName().startsWith("corgi.");
    }
    return failure instanceof IOException
        || failure instanceof UncheckedIOException
        || failure instanceof NonFiniteException
        || failure instanceof DivergedException
        || failure instanceof ParameterException;
  }

  private static String message(Throwable failure) {
    if (failure instanceof UncheckedIOException e) {
      return message(e.getCause());
    }
    if (failure instanceof FileSystemException e && e.getFile() != null) {
      return e.getFile() + ": " + reason(e);
    }
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  private static String reason(FileSystemException failure) {
    if (failure instanceof NoSuchFileException) {
      return failure.getReason() == null ? "no such file or folder" : failure.getReason();
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof NotDirectoryException) {
      return "not a folder";
    }
    return failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static String record(Throwable failure) {
    StringWriter text = new StringWriter();
    text.append("Java %s, %s\n".formatted(Runtime.version(), System.getProperty("os.name")));
    failure.printStackTrace(new PrintWriter(text, true));
    try {
      Path file = Files.createTempFile("corgi-", ".log");
      Files.writeString(file, text.toString(), StandardCharsets.UTF_8);
      return "details are in " + file;
    } catch (IOException e) {
      return "the details could not be written: " + e.getMessage();
    }
  }
}

package corgi.cli;

import corgi.cli.Failures.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;

/** The process: arguments in, exit code out. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    if (List.of(args).contains("-v") || List.of(args).contains("--verbose")) {
      System.setProperty("corgi.log", "DEBUG"); // read when the first logger is made
      System.setProperty("corgi.log.djl", "ERROR");
    }
    Interruption interruption = Interruption.ofThisProcess();
    int code = run(Console.system(interruption), args);
    interruption.finished();
    System.exit(code); // does not return, nor wait for threads of libraries
  }

  /** Runs one command and returns its exit code: see {@link ExitCode}. */
  static int run(Console console, String... args) {
    CommandLine line = new CommandLine(new CorgiCommand(console));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(console.writer());
    line.setErr(new PrintWriter(console.err(), true));
    line.setParameterExceptionHandler((e, said) -> Failures.report(console, e));
    line.setExecutionExceptionHandler((e, failed, parsed) -> Failures.report(console, e));
    try {
      return line.execute(args);
    } catch (Throwable e) { // errors of the JVM, which picocli lets pass
      return Failures.report(console, e);
    }
  }
}

package corgi.cli;

import corgi.engine.data.Dataset;
import corgi.engine.training.Validation;
import java.util.Optional;
import picocli.CommandLine.Option;

/** When a training is measured on what it does not meet. */
final class ValidationOptions {
  private static final String AT_SAVES = "saves";
  private static final String NEVER = "never";

  @Option(
      names = "--validate-every",
      paramLabel = "T",
      description =
          "Measure the loss at ten levels of noise on 64 pictures that training does not meet: every"
              + " so many steps (500), saves for whenever a state is saved, or never; each time"
              + " takes as long as about seven steps of 32 pictures (default: saves).")
  private String every = AT_SAVES;

  /**
   * Returns what was said, or null for never.
   *
   * @param kept what training does not meet
   */
  Validation validation(Optional<Dataset> kept) {
    if (every.equals(NEVER)) {
      return null;
    }
    if (every.equals(AT_SAVES)) {
      return kept.map(Validation::new).orElse(null);
    }
    if (!every.matches("[1-9]\\d{0,14}")) {
      throw new IllegalArgumentException(
          "--validate-every %s: must be a number of steps, such as 500, or saves or never"
              .formatted(every));
    }
    Dataset dataset =
        kept.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--validate-every %s: nothing is kept from training; set some aside with"
                            .formatted(every)
                        + " --validation 0.1"));
    return new Validation(dataset).everySteps(Long.parseLong(every));
  }
}

package corgi.cli;

import corgi.cli.Failures.ExitCode;
import corgi.engine.generation.Corgi;
import corgi.engine.generation.Defaults;
import corgi.engine.generation.Givens;
import corgi.engine.generation.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code corgi gen}: draws pictures. */
@Command(
    name = "gen",
    description = "Draw pictures of prompts.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class GenCommand implements Callable<Integer> {
  private static final int FRESH_SEEDS = 1_000_000;

  @ParentCommand private CorgiCommand corgi;

  @Parameters(
      paramLabel = "PROMPT",
      arity = "0..*",
      description =
          "What to draw. Every argument is a prompt of its own: quote it. None for models that are"
              + " told a --label or nothing.")
  private List<String> prompts = List.of();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "The seed of the first picture of a prompt (default: a new one, printed).")
  private Long seed;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "How many pictures of each prompt, with seeds S, S+1, … (default: 1).")
  private int count = 1;

  @Mixin private GivenOptions given;
  @Mixin private CourseOptions course;
  @Mixin private SteeringOptions steering;
  @Mixin private SetupOptions setup;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    Defaults defaults = setup.defaults();
    defaults = defaults.suiting(course.course(defaults.course()));
    GenPlan plan = plan(defaults);
    PictureWriter writer = new PictureWriter(output, corgi.console());
    writer.prepare(output.grid ? List.of(plan.sheetName()) : plan.names());
    output.scale();
    try (Corgi engine = Corgi.load(setup.setup(steering.at(1, defaults).companions()))) {
      new GenRun(corgi.console(), output, writer).draw(engine, plan);
    }
    return ExitCode.DONE;
  }

  private GenPlan plan(Defaults defaults) throws IOException {
    List<Double> gammas = steering.gammas(defaults);
    if (gammas.size() > 1 && !output.grid) {
      throw new IllegalArgumentException("--gamma: several values need --grid");
    }
    long first = seed != null ? seed : ThreadLocalRandom.current().nextInt(FRESH_SEEDS);
    Givens givens = given.givens();
    List<Request> requests = new ArrayList<>();
    List<String> asked = prompts.isEmpty() ? List.of("") : prompts;
    for (String prompt : asked) {
      for (double gamma : gammas) {
        Request request =
            new Request(
                steering.words(said(prompt)),
                givens,
                steering.at(gamma, defaults),
                course.course(defaults.course()),
                List.of(first));
        request.check();
        requests.add(request.count(count));
      }
    }
    return new GenPlan(asked, gammas, requests);
  }

  private String said(String prompt) {
    if (prompt.isBlank() && !prompts.isEmpty()) {
      throw new IllegalArgumentException(
          "the prompt is empty: say what to draw, such as \"a cat wearing sunglasses\"");
    }
    return prompt;
  }
}

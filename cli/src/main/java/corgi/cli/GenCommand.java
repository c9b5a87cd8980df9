package corgi.cli;

import corgi.cli.Failures.ExitCode;
import corgi.engine.generation.Corgi;
import corgi.engine.generation.Request;
import corgi.engine.generation.Words;
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
      arity = "1..*",
      description = "What to draw. Every argument is a prompt of its own: quote it.")
  private List<String> prompts;

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

  @Mixin private CourseOptions course;
  @Mixin private SteeringOptions steering;
  @Mixin private SetupOptions setup;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    GenPlan plan = plan();
    PictureWriter writer = new PictureWriter(output, corgi.console());
    writer.prepare(output.grid ? List.of(plan.sheetName()) : plan.names());
    output.scale();
    try (Corgi engine = Corgi.load(setup.setup(steering.at(1).companions()))) {
      new GenRun(corgi.console(), output, writer).draw(engine, plan);
    }
    return ExitCode.DONE;
  }

  private GenPlan plan() {
    List<Double> gammas = steering.gammas();
    if (gammas.size() > 1 && !output.grid) {
      throw new IllegalArgumentException("--gamma: several values need --grid");
    }
    long first = seed != null ? seed : ThreadLocalRandom.current().nextInt(FRESH_SEEDS);
    List<Request> requests = new ArrayList<>();
    for (String prompt : prompts) {
      for (double gamma : gammas) {
        Words words = steering.words(prompt);
        Request request = new Request(words, steering.at(gamma), course.course(), List.of(first));
        request.check();
        requests.add(request.count(count));
      }
    }
    return new GenPlan(prompts, gammas, requests);
  }
}

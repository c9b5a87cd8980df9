package corgi.cli;

import corgi.engine.generation.Defaults;
import corgi.engine.generation.Request;
import corgi.eval.sweep.Asked;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Reads the arguments of one cell of a sweep: those of {@code gen} that say what a picture is. */
@Command(name = "gen")
final class CellOptions implements Asked.Reader {
  private final CommandLine line;

  @Parameters(arity = "0..1")
  private String prompt;

  @Mixin private GivenOptions given;
  @Mixin private CourseOptions course;
  @Mixin private SteeringOptions steering;
  @Mixin private SetupOptions setup;

  CellOptions() {
    line = new CommandLine(this);
    line.setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public Asked read(List<String> arguments) throws IOException {
    line.parseArgs(arguments.toArray(String[]::new));
    Defaults preset = setup.defaults();
    Defaults defaults = preset.suiting(course.course(preset.course()));
    List<Double> gammas = steering.gammas(defaults);
    if (gammas.size() > 1) {
      throw new IllegalArgumentException(
          "gamma: '%s' are several values; make them items of the list".formatted(gammas));
    }
    Request request =
        new Request(
            steering.words(prompt == null ? "" : prompt),
            given.givens(),
            steering.at(gammas.get(0), defaults),
            course.course(defaults.course()),
            List.of(0L));
    return new Asked(setup.setup(steering.at(1, defaults).companions()), request.check());
  }
}

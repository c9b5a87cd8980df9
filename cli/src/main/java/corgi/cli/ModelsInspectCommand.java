package corgi.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.engine.checkpoint.convert.ModelInspection;
import corgi.engine.checkpoint.convert.ModelReport;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code corgi models inspect}: what a stored model is. */
@Command(
    name = "inspect",
    description = {
      "Say what a stored model is: its networks, their sizes, its noise, and what is missing,",
      "misshapen or unused; the exit code is 2 then. Weights are not read, and nothing in a file is",
      "executed."
    },
    mixinStandardHelpOptions = true)
final class ModelsInspectCommand implements Callable<Integer> {
  @ParentCommand private ModelsCommand models;

  @Parameters(
      paramLabel = "MODEL",
      description =
          "A safetensors, .pt, .pth, .ckpt or .bin file, a diffusers folder, a folder of one of"
              + " its networks, or the name of an embedded model.")
  private String model;

  @Mixin private ModelHints hints;

  @Option(names = "--json", description = "Write JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    ModelReport report = ModelInspection.of(model, hints.toHints());
    models.console().print(json ? json(report) : text(report));
    List<String> misfits = report.misfits();
    if (misfits.isEmpty()) {
      return Failures.ExitCode.DONE;
    }
    int others = misfits.size() - 1;
    models.console().say(misfits.get(0) + (others == 0 ? "" : " (and %d more)".formatted(others)));
    return Failures.ExitCode.BAD_INPUT;
  }

  private static String json(ModelReport report) throws JsonProcessingException {
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report);
  }

  private static String text(ModelReport report) {
    StringBuilder text = new StringBuilder();
    text.append("%s: %s%n".formatted(report.path(), report.kind()));
    for (ModelReport.Part part : report.parts()) {
      String types =
          part.types().entrySet().stream()
              .map(type -> String.format(Locale.ROOT, "%,d %s", type.getValue(), type.getKey()))
              .collect(Collectors.joining(", "));
      text.append(
          String.format(
              Locale.ROOT,
              "  %s: %s, %,d parameters in %,d tensors, %.1f MB (%s)%n    %s: %s%n",
              part.name(),
              part.architecture(),
              part.parameters(),
              part.tensors(),
              part.bytes() / 1e6,
              types,
              part.file(),
              part.fit()));
    }
    ModelReport.Schedule schedule = report.schedule();
    text.append(
        schedule == null
            ? "  no scheduler_config.json: the schedule and what is predicted are not known"
            : "  %s: predicts %s, %d steps, β %s"
                .formatted(
                    schedule.scheduler(),
                    schedule.prediction(),
                    schedule.steps(),
                    schedule.betas()));
    return text.toString();
  }
}

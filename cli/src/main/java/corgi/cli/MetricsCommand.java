package corgi.cli;

import corgi.cli.Failures.ExitCode;
import corgi.eval.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code corgi metrics}: what pictures are measured by. */
@Command(
    name = "metrics",
    description = "List what 'eval' measures.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class MetricsCommand implements Callable<Integer> {
  @ParentCommand private CorgiCommand corgi;

  @Override
  public Integer call() {
    List<List<String>> cells = new ArrayList<>();
    for (Metric metric : Metric.all().values()) {
      TreeSet<String> answers = new TreeSet<>(metric.answers());
      answers.remove(metric.name());
      String also = answers.isEmpty() ? "" : " (" + String.join(", ", answers) + ")";
      cells.add(List.of(metric.name() + also, metric.summary()));
    }
    corgi.console().print(TextTable.of(cells, 2).stripTrailing());
    return ExitCode.DONE;
  }
}

package corgi.eval;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a picture cost on average: seconds, and evaluations of networks, which do not depend on the
 * machine. Only where the files say so: see {@link Cost}.
 */
@AutoService(Metric.class)
public final class Costs implements Metric {
  private static final String SECONDS = "seconds";
  private static final String EVALUATIONS = "evaluations";

  @Override
  public String name() {
    return "cost";
  }

  @Override
  public String summary() {
    return "seconds and network evaluations for a picture, where its file says; good is little";
  }

  @Override
  public Set<String> answers() {
    return Set.of(SECONDS, EVALUATIONS);
  }

  @Override
  public List<Measurement> of(Evidence evidence) {
    List<Cost> costs = evidence.shown().stream().map(shown -> shown.asked().cost()).toList();
    List<Measurement> answers = new ArrayList<>();
    double[] seconds =
        costs.stream().mapToDouble(Cost::seconds).filter(s -> !Double.isNaN(s)).toArray();
    double[] evaluations =
        costs.stream().mapToDouble(Cost::evaluations).filter(e -> e >= 0).toArray();
    add(answers, SECONDS, seconds);
    add(answers, EVALUATIONS, evaluations);
    return answers;
  }

  private static void add(List<Measurement> answers, String name, double[] values) {
    if (values.length > 0) {
      double mean = Arrays.stream(values).average().getAsDouble();
      answers.add(Measurement.plain(name, mean, values.length));
    }
  }
}

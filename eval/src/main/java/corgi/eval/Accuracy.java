package corgi.eval;

import com.google.auto.service.AutoService;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The share of pictures that show what the prompt says, all of it at once, such as figure, what is
 * worn on face and head, and the background if it is named; and of each label head alone, among the
 * prompts that speak of it. The style is told apart only alone. Judged by a classifier that took no
 * part in drawing, as Odena, Olah and Shlens 2017 (1610.09585, section 4.1) did with labels.
 */
@AutoService(Measure.class)
public final class Accuracy implements Measure {
  private static final String ALONE = "style";

  /** The order in which heads are reported; others come before the style, by name. */
  private static final List<String> FIRST = List.of("figure", "face", "head", "background");

  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public String summary() {
    return "share of pictures that show all the prompt says, 0 to 1; good is as real pictures have";
  }

  @Override
  public Map<String, Double> of(Sample sample) {
    return shares(sample.subjects());
  }

  /** Whether a picture shows all that the prompt says, the style aside. */
  public static boolean isRight(Subject subject) {
    return subject.wanted().keySet().stream()
        .allMatch(head -> head.equals(ALONE) || agrees(subject, head));
  }

  /**
   * Returns the share of right pictures, {@code accuracy}, and of every label head that any prompt
   * speaks of, such as {@code accuracy.figure}.
   */
  public static Map<String, Double> shares(List<Subject> subjects) {
    Map<String, Double> shares = new LinkedHashMap<>();
    shares.put("accuracy", share(subjects.stream().map(Accuracy::isRight).toList()));
    for (String head : heads(subjects)) {
      List<Boolean> agreed =
          subjects.stream()
              .filter(subject -> subject.wanted().containsKey(head))
              .map(subject -> agrees(subject, head))
              .toList();
      shares.put("accuracy." + head, share(agreed));
    }
    return shares;
  }

  /** Every head that any prompt speaks of. */
  private static Set<String> heads(List<Subject> subjects) {
    Set<String> spoken = new TreeSet<>();
    subjects.forEach(subject -> spoken.addAll(subject.wanted().keySet()));
    Set<String> ordered = new LinkedHashSet<>(FIRST);
    ordered.addAll(spoken);
    if (ordered.remove(ALONE)) {
      ordered.add(ALONE);
    }
    ordered.retainAll(spoken);
    return ordered;
  }

  private static boolean agrees(Subject subject, String head) {
    String wanted = subject.wanted().get(head);
    return wanted == null || wanted.equals(subject.reading().labels().get(head));
  }

  private static double share(List<Boolean> answers) {
    return answers.stream().mapToInt(right -> right ? 1 : 0).average().orElse(0);
  }
}

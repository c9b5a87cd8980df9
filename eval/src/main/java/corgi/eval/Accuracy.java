package corgi.eval;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
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
 * Intervals are those of {@link WilsonShare}, which has a width at 0 and 1, too.
 */
@AutoService(Metric.class)
public final class Accuracy implements Metric {
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
  public List<Measurement> of(Evidence evidence) {
    List<Answer> answers =
        evidence.shown().stream()
            .map(Shown::answer)
            .filter(answer -> !answer.wanted().isEmpty())
            .toList();
    if (answers.isEmpty()) {
      return List.of();
    }
    List<Measurement> measured = new ArrayList<>();
    counts(answers)
        .forEach(
            (name, share) ->
                measured.add(
                    new Measurement(
                        "%s[%s]".formatted(name, evidence.judge()),
                        share.share(),
                        share.low(),
                        share.high(),
                        share.of(),
                        "")));
    return measured;
  }

  /** Whether a picture shows all that the prompt says, the style aside. */
  public static boolean isRight(Answer answer) {
    return answer.wanted().keySet().stream()
        .allMatch(head -> head.equals(ALONE) || agrees(answer, head));
  }

  /**
   * Returns the share of right pictures, {@code accuracy}, and of every label head that any prompt
   * speaks of, such as {@code accuracy.figure}.
   */
  public static Map<String, WilsonShare> counts(List<Answer> answers) {
    Map<String, WilsonShare> shares = new LinkedHashMap<>();
    shares.put("accuracy", share(answers.stream().map(Accuracy::isRight).toList()));
    for (String head : heads(answers)) {
      List<Boolean> agreed =
          answers.stream()
              .filter(answer -> answer.wanted().containsKey(head))
              .map(answer -> agrees(answer, head))
              .toList();
      shares.put("accuracy." + head, share(agreed));
    }
    return shares;
  }

  /** Every head that any prompt speaks of. */
  private static Set<String> heads(List<Answer> answers) {
    Set<String> spoken = new TreeSet<>();
    answers.forEach(answer -> spoken.addAll(answer.wanted().keySet()));
    Set<String> ordered = new LinkedHashSet<>(FIRST);
    ordered.addAll(spoken);
    if (ordered.remove(ALONE)) {
      ordered.add(ALONE);
    }
    ordered.retainAll(spoken);
    return ordered;
  }

  private static boolean agrees(Answer answer, String head) {
    String wanted = answer.wanted().get(head);
    return wanted == null || wanted.equals(answer.seen().get(head));
  }

  private static WilsonShare share(List<Boolean> agreed) {
    return new WilsonShare(agreed.stream().filter(right -> right).count(), agreed.size());
  }
}

package corgi.eval;

import com.google.auto.service.AutoService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The share of pictures that show what the prompt says: figure, what is worn on face and head, and
 * the background if it is named, all at once; and of each label head alone, among the prompts that
 * speak of it. The style is told apart only alone. Judged by a classifier that took no part in
 * drawing, as Odena, Olah and Shlens 2017 (1610.09585, section 4.1) did with labels.
 */
@AutoService(Measure.class)
public final class Accuracy implements Measure {
  private static final List<String> TOGETHER = List.of("figure", "face", "head", "background");

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
    return TOGETHER.stream().allMatch(head -> agrees(subject, head));
  }

  /**
   * Returns the share of right pictures, {@code accuracy}, and of every label head that any prompt
   * speaks of, such as {@code accuracy.figure}.
   */
  public static Map<String, Double> shares(List<Subject> subjects) {
    Map<String, Double> shares = new LinkedHashMap<>();
    shares.put("accuracy", share(subjects.stream().map(Accuracy::isRight).toList()));
    for (String head : List.of("figure", "face", "head", "background", "style")) {
      List<Boolean> agreed =
          subjects.stream()
              .filter(subject -> subject.wanted().containsKey(head))
              .map(subject -> agrees(subject, head))
              .toList();
      if (!agreed.isEmpty()) {
        shares.put("accuracy." + head, share(agreed));
      }
    }
    return shares;
  }

  private static boolean agrees(Subject subject, String head) {
    String wanted = subject.wanted().get(head);
    return wanted == null || wanted.equals(subject.reading().labels().get(head));
  }

  private static double share(List<Boolean> answers) {
    return answers.stream().mapToInt(right -> right ? 1 : 0).average().orElse(0);
  }
}

package corgi.eval;

import java.util.List;

/**
 * Pictures that are judged together, and what they are judged by.
 *
 * @param subjects at least two
 * @param reference real pictures of the same kind
 * @param training real pictures such as the model was trained on
 * @param features the name of the classifier whose features all of them carry
 */
public record Sample(
    List<Subject> subjects, Reference reference, Reference training, String features) {
  /**
   * @throws IllegalArgumentException if there are fewer than two pictures
   */
  public Sample {
    subjects = List.copyOf(subjects);
    if (subjects.size() < 2) {
      throw new IllegalArgumentException(
          "%d pictures: at least 2 are needed for a spread".formatted(subjects.size()));
    }
  }

  /** Returns the features of the subjects. */
  List<double[]> subjectFeatures() {
    return subjects.stream().map(subject -> subject.reading().features()).toList();
  }
}

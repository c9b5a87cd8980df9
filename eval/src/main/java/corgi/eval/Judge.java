package corgi.eval;

import corgi.engine.data.Picture;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges answers to questions.
 *
 * @param classifier that sees what is on a picture
 * @param reference real pictures of the kind that is asked for
 * @param training real pictures such as the model was trained on
 */
public record Judge(AttributeClassifier classifier, Reference reference, Reference training) {
  /**
   * Returns the pictures with what is wanted and seen on them.
   *
   * @param pictures one for each question
   */
  public Sample sample(List<Question> questions, List<Picture> pictures) {
    if (questions.size() != pictures.size()) {
      throw new IllegalArgumentException(
          "%d questions, %d pictures: must be as many"
              .formatted(questions.size(), pictures.size()));
    }
    List<Reading> readings = classifier.read(pictures);
    List<Subject> subjects = new ArrayList<>();
    for (int i = 0; i < pictures.size(); i++) {
      subjects.add(new Subject(pictures.get(i), questions.get(i).wanted(), readings.get(i)));
    }
    return new Sample(subjects, reference, training, classifier.features());
  }

  /** Returns the right answers, judged in the same way: what a perfect model would get. */
  public Sample real(List<Question> questions) {
    return sample(questions, questions.stream().map(Question::real).toList());
  }
}

package corgi.cli;

import corgi.cli.EvalPlan.Pairs;
import corgi.engine.generation.Drawing;
import corgi.eval.Question;
import corgi.eval.Sample;
import java.util.List;
import java.util.Map;

/**
 * Pictures that were drawn alike, or real ones, and their measures.
 *
 * @param pairs what was asked for
 * @param gamma how hard the prompts were followed; null for real pictures
 * @param answers the pictures
 * @param measures by name
 */
record EvalRow(Pairs pairs, Double gamma, Answers answers, Map<String, Double> measures) {
  /**
   * The pictures.
   *
   * @param questions what was asked
   * @param sample what came of it
   * @param drawings how; empty for real pictures
   */
  record Answers(List<Question> questions, Sample sample, List<Drawing> drawings) {}

  /** Whether these are real pictures. */
  boolean real() {
    return gamma == null;
  }

  /** What the pictures are, such as {@code γ = 4}. */
  String source() {
    return real() ? "real" : "γ = " + Numbers.plain(gamma);
  }
}

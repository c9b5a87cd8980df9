package corgi.cli;

import corgi.cli.EvalPlan.Pairs;
import corgi.engine.generation.Drawing;
import corgi.eval.Question;
import java.util.List;

/**
 * Pictures that were drawn alike, or real ones, and their measurements.
 *
 * @param pairs what was asked for
 * @param gamma how hard the prompts were followed; null for real pictures
 * @param answers the pictures
 * @param result what was seen and measured
 */
record EvalRow(Pairs pairs, Double gamma, Answers answers, ScoreRun.Result result) {
  /**
   * The pictures.
   *
   * @param questions what was asked
   * @param drawings what was drawn; empty for real pictures
   */
  record Answers(List<Question> questions, List<Drawing> drawings) {}

  /** Whether these are real pictures. */
  boolean real() {
    return gamma == null;
  }

  /** What the pictures are, such as {@code γ = 4}. */
  String source() {
    return real() ? "real" : "γ = " + Numbers.plain(gamma);
  }
}

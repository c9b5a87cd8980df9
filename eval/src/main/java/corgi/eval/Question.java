package corgi.eval;

import corgi.engine.data.Captions;
import corgi.engine.data.Dataset;
import corgi.engine.data.Example;
import corgi.engine.data.Picture;
import corgi.engine.tensor.CounterRandom;
import java.util.Map;

/**
 * A prompt, and what a right picture shows.
 *
 * @param prompt the caption of an example
 * @param wanted the value of every label head that the prompt speaks of
 * @param real the picture of the example: one right answer
 */
public record Question(String prompt, Map<String, String> wanted, Picture real) {
  private static final int QUESTION = 1;

  public Question {
    wanted = Map.copyOf(wanted);
  }

  /**
   * Returns the i-th question of a seed. Asked one after the other, questions are spread as the
   * data set's examples are, so at γ = 1 a perfect model's pictures are too.
   */
  public static Question draw(Dataset dataset, long seed, int i) {
    Example example = dataset.example(CounterRandom.key(seed, QUESTION, i) >>> 1);
    Map<String, String> said = Captions.parse(example.caption()).orElse(example.labels());
    return new Question(example.caption(), said, example.picture());
  }
}

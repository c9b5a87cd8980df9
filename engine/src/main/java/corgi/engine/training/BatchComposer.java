package corgi.engine.training;

import ai.djl.ndarray.types.Shape;
import corgi.engine.data.Example;
import corgi.engine.model.CachedTextEncoder;
import corgi.engine.model.EncodedText;
import corgi.engine.tensor.CounterRandom;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Composes the captioned batch of a step as a pure function of (seed, step), with the null
 * condition in place of the caption here and there.
 *
 * @param draws the examples, times and noise
 * @param encoder of captions
 * @param dropProbability p, how often the null condition takes the caption's place
 */
record BatchComposer(Draws draws, CachedTextEncoder encoder, double dropProbability) {
  BatchComposer {
    if (!(dropProbability >= 0 && dropProbability <= 1)) {
      throw new IllegalArgumentException(
          "null condition p = %s: must be in [0, 1]".formatted(dropProbability));
    }
  }

  Batch compose(long step) {
    List<Example> examples = draws.examples(step);
    Shape text = new Shape(examples.size(), encoder.length(), encoder.dimension());
    FloatBuffer tokens = FloatBuffer.allocate(Math.toIntExact(text.size()));
    FloatBuffer mask = FloatBuffer.allocate(examples.size() * encoder.length());
    List<String> captions = new ArrayList<>();
    for (int b = 0; b < examples.size(); b++) {
      boolean drop =
          CounterRandom.uniform(CounterRandom.key(draws.seed(), Draws.DROP, step), b)
              < dropProbability;
      captions.add(drop ? TrainingPlan.NULL_CONDITION : examples.get(b).caption());
    }
    for (EncodedText states : encoder.encoded(captions)) {
      states.putTokens(tokens);
      states.putMask(mask);
    }
    return new Batch(
        draws.noised(examples, step), new Batch.Text(text, tokens.array(), mask.array()));
  }
}

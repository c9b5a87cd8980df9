package corgi.engine.training;

import corgi.engine.condition.Condition;
import corgi.engine.condition.Conditions;
import corgi.engine.condition.Conditions.Cues;
import corgi.engine.condition.Scene;
import corgi.engine.condition.TextCondition;
import corgi.engine.condition.Told;
import corgi.engine.data.Example;
import corgi.engine.tensor.CounterRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Composes the batch of a step as a pure function of (seed, step), with the null condition in place
 * of each condition here and there, each for itself.
 *
 * @param draws the examples, times and noise
 * @param conditions what the network is told of them
 */
record BatchComposer(Draws draws, Conditions conditions) {
  BatchComposer {
    for (Condition condition : conditions.all()) {
      if (!(condition.dropped() >= 0 && condition.dropped() <= 1)) {
        throw new IllegalArgumentException(
            "null condition of %s: p = %s: must be in [0, 1]"
                .formatted(condition.name(), condition.dropped()));
      }
    }
  }

  Batch compose(long step) {
    List<Example> examples = draws.examples(step);
    return new Batch(draws.noised(examples, step), told(examples, step));
  }

  private Told told(List<Example> examples, long step) {
    List<Cues> said = new ArrayList<>();
    for (Condition condition : conditions.all()) {
      List<Scene> scenes = new ArrayList<>();
      for (int b = 0; b < examples.size(); b++) {
        // What is not looked at need not be encoded, so dropping comes first.
        scenes.add(
            dropped(condition, step, b)
                ? Scene.NOTHING
                : condition.lesson(
                    Scene.of(examples.get(b)), key(Draws.LESSON, condition, step, b)));
      }
      said.add(new Cues(condition, condition.cues(scenes)));
    }
    return conditions.told(said, examples.size());
  }

  private boolean dropped(Condition condition, long step, int b) {
    // Captions came first, and keep the draws they had when they were alone.
    long key =
        condition.name().equals(TextCondition.NAME)
            ? CounterRandom.key(draws.seed(), Draws.DROP, step)
            : key(Draws.DROP, condition, step);
    return CounterRandom.uniform(key, b) < condition.dropped();
  }

  private long key(int kind, Condition condition, long... at) {
    return CounterRandom.key(
        draws.seed(), kind, condition.name().hashCode(), CounterRandom.key(at));
  }
}

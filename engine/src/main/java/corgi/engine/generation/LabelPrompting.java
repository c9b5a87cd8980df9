package corgi.engine.generation;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Side;
import java.util.List;
import java.util.Map;

/**
 * The number of a class, for a network that was always told one: it has no null side.
 *
 * @param labels finds the class of a request
 */
record LabelPrompting(ClassLabels labels) implements Prompting {
  @Override
  public Map<Side, Conditioning> conditions(NDManager manager, Request request) {
    int index = labels.find(request.words());
    return Map.of(
        Side.PROMPT, Conditioning.labels(manager.create(new float[] {index}, new Shape(1))));
  }

  @Override
  public boolean readsLabels() {
    return true;
  }

  @Override
  public List<String> remarks(Request request) {
    return List.of("class " + labels.describe(labels.find(request.words())));
  }
}

package corgi.engine.generation;

import ai.djl.ndarray.NDManager;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Side;
import java.util.List;
import java.util.Map;

/** Of a network that was trained without any condition: all sides are alike. */
record NoPrompting() implements Prompting {
  @Override
  public Map<Side, Conditioning> conditions(NDManager manager, Request request) {
    return Map.of(
        Side.PROMPT,
        Conditioning.NONE,
        Side.NULL,
        Conditioning.NONE,
        Side.EMPTY,
        Conditioning.NONE);
  }

  @Override
  public List<String> warnings(Request request) {
    boolean told = request.words().negative() != null || !request.words().prompts().isEmpty();
    return told
        ? List.of("this model was trained without prompts: only a classifier sees what they say")
        : List.of();
  }
}

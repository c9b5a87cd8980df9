package corgi.engine.generation;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.model.CachedTextEncoder;
import corgi.engine.model.Conditioning;
import corgi.engine.model.EncodedText;
import corgi.engine.model.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prompts as the states of their tokens.
 *
 * @param encoder of prompts
 * @param nullCondition the prompt that means no condition
 * @param padding whether the network is told which tokens are padding
 */
record TextPrompting(CachedTextEncoder encoder, String nullCondition, Padding padding)
    implements Prompting {
  /** What becomes of the tokens behind a prompt's end. */
  enum Padding {
    /** The network does not look at them. */
    MASKED,
    /** The network looks at them as it was trained to; Stable Diffusion does. */
    SEEN
  }

  @Override
  public Map<Side, Conditioning> conditions(NDManager manager, Request request) {
    Words words = request.words();
    if (words.prompts().isEmpty()) {
      throw new IllegalArgumentException(
          "no prompt, and this model draws what a prompt says: name one, such as \"a cat\"");
    }
    Map<Side, Conditioning> conditions = new HashMap<>();
    String none = words.negative() == null ? nullCondition : words.negative();
    conditions.put(Side.NULL, condition(manager, encoder.encoded(none)));
    conditions.put(Side.EMPTY, condition(manager, encoder.encoded(nullCondition)));
    CachedTextEncoder skipping = encoder.skipping(words.skipped());
    for (int i = 0; i < words.prompts().size(); i++) {
      conditions.put(new Side(i), condition(manager, skipping.encoded(words.prompts().get(i))));
    }
    return conditions;
  }

  private Conditioning condition(NDManager manager, EncodedText encoded) {
    int length = encoded.length();
    return Conditioning.text(
        manager.create(encoded.tokens(), new Shape(1, length, encoded.dimension())),
        padding == Padding.SEEN ? null : manager.create(encoded.mask(), new Shape(1, length)));
  }

  @Override
  public List<String> warnings(Request request) {
    List<String> texts = new ArrayList<>(request.words().prompts());
    if (request.words().negative() != null) {
      texts.add(request.words().negative());
    }
    List<String> warnings = new ArrayList<>();
    int most = encoder.length();
    for (String text : texts) {
      int count = encoder.count(text);
      if (count > most) {
        warnings.add(
            "'%.40s…' has %d tokens, this model reads %d: the rest is cut off"
                .formatted(text, count, most));
      }
    }
    return warnings;
  }

  @Override
  public void close() {
    encoder.close();
  }
}

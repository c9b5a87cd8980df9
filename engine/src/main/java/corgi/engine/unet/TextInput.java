package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Scope;
import corgi.engine.model.Conditioning;
import corgi.engine.tensor.TensorOps;

/** Brings text to what attention reads: projected, where that is configured, with its mask. */
final class TextInput {
  static final String PROJECTION = "encoder_hid_proj";

  private static final float IGNORE = -10_000; // added to the logits of padding, as diffusers does

  private final Linear projection;
  private final boolean read;
  private final int size;

  TextInput(Scope scope, UNetConfig config) {
    UNetConfig.Blocks blocks = config.blocks();
    Integer own = config.conditions().tokenSize();
    int context = context(config);
    projection = own == null ? null : Linear.of(scope, own, context);
    size = own == null ? context : own;
    read =
        blocks.middle().readsText()
            || blocks.down().stream().anyMatch(LevelType::readsText)
            || blocks.up().stream().anyMatch(LevelType::readsText)
            || config.conditions().addition().type() == Conditions.AdditionType.TEXT;
  }

  /** The size of a token at the first level that reads text: there is one text for all. */
  private static int context(UNetConfig config) {
    UNetConfig.Blocks blocks = config.blocks();
    for (int i = 0; i < blocks.count(); i++) {
      if (blocks.down().get(i).readsText()) {
        return config.attention().context().at(i);
      }
    }
    return config.attention().context().at(blocks.count() - 1);
  }

  /** Returns the text, or null for a network that reads none. */
  Pass.Text forward(TensorOps ops, Conditioning conditioning, Observer observer) {
    if (!read) {
      return null;
    }
    NDArray tokens = conditioning.tokens();
    if (tokens == null || tokens.getShape().get(2) != size) {
      throw new IllegalArgumentException(
          "text states %s: expected (N, L, %d)"
              .formatted(tokens == null ? "none" : tokens.getShape(), size));
    }
    NDArray states = ops.enter(tokens);
    if (projection != null) {
      states = observer.see(PROJECTION, projection.forward(ops, states));
    }
    return new Pass.Text(states, bias(conditioning.mask()));
  }

  private static NDArray bias(NDArray mask) {
    return mask == null ? null : mask.sub(1).mul(-IGNORE).reshape(mask.size(0), 1, 1, mask.size(1));
  }
}

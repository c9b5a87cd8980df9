package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.Scope;
import corgi.engine.model.Conditioning;
import corgi.engine.tensor.Segments;
import corgi.engine.tensor.TensorOps;

/** Brings text to what attention reads: projected, where that is configured, with its mask. */
final class TextInput {
  static final String PROJECTION = "encoder_hid_proj";

  private static final float IGNORE = -10_000; // added to the logits of padding, as diffusers does

  private final TokenProjection projection;
  private final boolean projects;
  private final boolean read;

  TextInput(Scope scope, UNetConfig config) {
    projection = TokenProjection.make(scope, config);
    projects = config.conditions().tokens().size() != null;
    read = config.readsText();
  }

  /** Returns the text, or null for a network that reads none. */
  Pass.Text forward(TensorOps ops, Conditioning conditioning, Observer observer) {
    if (!read) {
      return null;
    }
    return new Pass.Text(states(ops, conditioning, observer), bias(conditioning.mask()));
  }

  private NDArray states(TensorOps ops, Conditioning conditioning, Observer observer) {
    return projects
        ? observer.see(PROJECTION, Segments.of(() -> projection.of(ops, conditioning)))
        : projection.of(ops, conditioning);
  }

  private static NDArray bias(NDArray mask) {
    return mask == null ? null : mask.sub(1).mul(-IGNORE).reshape(mask.size(0), 1, 1, mask.size(1));
  }
}

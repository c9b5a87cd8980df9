package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.LayerNorm;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Scope;
import corgi.engine.model.Conditioning;
import corgi.engine.tensor.TensorOps;

/** Makes what attention reads, (N, L, D), of a text's tokens or an image's embedding. */
@FunctionalInterface
interface TokenProjection {
  /** Tokens made of one image: fixed in the reference, with and without text. */
  int IMAGE_TOKENS_WITH_TEXT = 10;

  /** The same without text. */
  int IMAGE_TOKENS = 32;

  NDArray of(TensorOps ops, Conditioning conditioning);

  /** Makes what a configuration asks for. */
  static TokenProjection make(Scope scope, UNetConfig config) {
    Conditions.Tokens tokens = config.conditions().tokens();
    int size = config.tokenSize();
    int context = config.crossAttentionDim();
    return switch (tokens.type()) {
      case TEXT -> tokens.size() == null ? text(size) : text(size, scope, context);
      case IMAGE -> {
        TokenProjection image = image(scope, size, context, IMAGE_TOKENS);
        LayerNorm norm = new LayerNorm(scope.at("norm"), context);
        yield (ops, conditioning) -> norm.forward(ops, image.of(ops, conditioning));
      }
      case TEXT_IMAGE -> {
        TokenProjection image = image(scope, context, context, IMAGE_TOKENS_WITH_TEXT);
        TokenProjection text = text(size, scope.at("text_proj"), context);
        yield (ops, conditioning) ->
            image.of(ops, conditioning).concat(text.of(ops, conditioning), 1);
      }
    };
  }

  private static TokenProjection text(int size) {
    return (ops, conditioning) -> {
      NDArray tokens = conditioning.tokens();
      if (tokens == null || tokens.getShape().get(2) != size) {
        throw new IllegalArgumentException(
            "text states %s: expected (N, L, %d)"
                .formatted(tokens == null ? "none" : tokens.getShape(), size));
      }
      return ops.enter(tokens);
    };
  }

  private static TokenProjection text(int size, Scope scope, int context) {
    TokenProjection text = text(size);
    Linear projection = Linear.of(scope, size, context);
    return (ops, conditioning) -> projection.forward(ops, text.of(ops, conditioning));
  }

  private static TokenProjection image(Scope scope, int size, int context, int count) {
    Linear projection = Linear.of(scope.at("image_embeds"), size, count * context);
    return (ops, conditioning) -> {
      NDArray image = ops.enter(Told.image(conditioning, size));
      return projection.forward(ops, image).reshape(image.size(0), count, context);
    };
  }
}

package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.LayerNorm;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Scope;
import corgi.engine.model.Conditioning;
import corgi.engine.tensor.TensorOps;

/** Embeds what is told besides t and classes: (N, E), added to their embeddings. */
@FunctionalInterface
interface AddedEmbedding {
  NDArray of(TensorOps ops, Conditioning conditioning);

  /** Makes what a configuration asks for, or null. */
  static AddedEmbedding make(Scope scope, UNetConfig config) {
    Conditions.Addition addition = config.conditions().addition();
    int size = TimeFeatures.embedding(config);
    return switch (addition.type()) {
      case NONE -> null;
      case TEXT -> {
        TextPooling pooling = new TextPooling(scope, config.tokenSize(), size, addition.heads());
        yield (ops, conditioning) -> pooling.forward(ops, ops.enter(conditioning.tokens()));
      }
      case TEXT_IMAGE -> textImage(scope, config.crossAttentionDim(), size);
      case IMAGE -> image(scope, config.tokenSize(), size);
      case TEXT_TIME -> textTime(scope, config, size);
    };
  }

  private static AddedEmbedding textImage(Scope scope, int in, int size) {
    Linear text = Linear.of(scope.at("text_proj"), in, size);
    LayerNorm norm = new LayerNorm(scope.at("text_norm"), size);
    Linear image = Linear.of(scope.at("image_proj"), in, size);
    return (ops, conditioning) -> {
      NDArray said = text.forward(ops, ops.enter(Told.pooled(conditioning, in)));
      NDArray shown = image.forward(ops, ops.enter(Told.image(conditioning, in)));
      return shown.add(norm.forward(ops, said));
    };
  }

  private static AddedEmbedding image(Scope scope, int in, int size) {
    Linear image = Linear.of(scope.at("image_proj"), in, size);
    LayerNorm norm = new LayerNorm(scope.at("image_norm"), size);
    return (ops, conditioning) ->
        norm.forward(ops, image.forward(ops, ops.enter(Told.image(conditioning, in))));
  }

  private static AddedEmbedding textTime(Scope scope, UNetConfig config, int size) {
    int in = config.conditions().projectionSize();
    int timeSize = config.conditions().addition().timeSize();
    TimeEmbedding embedding = new TimeEmbedding(scope, in, size);
    return (ops, conditioning) -> {
      NDArray pooled = conditioning.pooled();
      NDArray ids = conditioning.timeIds();
      if (pooled == null || ids == null || pooled.size(1) + ids.size(1) * timeSize != in) {
        throw new IllegalArgumentException(
            "pooled text %s and time ids %s: expected (N, P) and (N, K) with P + %d·K = %d"
                .formatted(shape(pooled), shape(ids), timeSize, in));
      }
      NDArray waves = TimeEmbedding.waves(ids.reshape(-1), timeSize, config.time().waves());
      NDArray told = pooled.concat(waves.reshape(pooled.size(0), -1), 1); // (N, P + K·timeSize)
      return embedding.forward(ops, ops.enter(told));
    };
  }

  private static Object shape(NDArray array) {
    return array == null ? "none" : array.getShape();
  }
}

package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
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
        Integer own = config.conditions().tokenSize();
        int in = own == null ? config.crossAttentionDim() : own;
        TextPooling pooling = new TextPooling(scope, in, size, addition.heads());
        yield (ops, conditioning) -> pooling.forward(ops, ops.enter(conditioning.tokens()));
      }
      case TEXT_TIME -> textTime(scope, config, size);
    };
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

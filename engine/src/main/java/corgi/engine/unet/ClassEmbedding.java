package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.Activation;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Scope;
import corgi.engine.layers.Table;
import corgi.engine.tensor.TensorOps;
import corgi.engine.unet.Conditions.ClassType;

/** Embeds class labels: maps numbers (N), or vectors (N, P), to (N, E). */
@FunctionalInterface
interface ClassEmbedding {
  NDArray of(TensorOps ops, NDArray labels);

  /**
   * Makes what a configuration asks for, or null.
   *
   * @param features what t is turned into, which labels may be as well
   */
  static ClassEmbedding make(Scope scope, UNetConfig config, TimeFeatures features) {
    Conditions.Classes classes = config.conditions().classes();
    int size = TimeFeatures.embedding(config);
    return switch (classes.type()) {
      case NONE -> classes.count() == null ? null : table(scope, classes.count(), size);
      case TIMESTEP -> {
        TimeEmbedding embedding = like(scope, config);
        yield (ops, labels) -> embedding.forward(ops, features.of(ops, numbers(labels)));
      }
      case IDENTITY -> (ops, labels) -> ops.enter(Told.labels(labels, size));
      case PROJECTION, SIMPLE_PROJECTION -> projection(scope, config);
    };
  }

  private static ClassEmbedding table(Scope scope, int count, int size) {
    Table table = new Table(scope, count, size);
    return (ops, labels) -> table.forward(ops, "class label", numbers(labels));
  }

  /** The layers that embed t, once more. */
  private static TimeEmbedding like(Scope scope, UNetConfig config) {
    Activation inner =
        config.blocks().family() == UNetFamily.PIXELS
            ? Activation.SILU
            : config.residual().activation();
    return new TimeEmbedding(
        scope,
        new TimeEmbedding.Sizes(TimeFeatures.size(config), TimeFeatures.embedding(config), null),
        new TimeEmbedding.Activations(inner, null));
  }

  private static ClassEmbedding projection(Scope scope, UNetConfig config) {
    int in = config.conditions().projectionSize();
    int size = TimeFeatures.embedding(config);
    if (config.conditions().classes().type() == ClassType.SIMPLE_PROJECTION) {
      Linear layer = Linear.of(scope, in, size);
      return (ops, labels) -> layer.forward(ops, ops.enter(Told.labels(labels, in)));
    }
    TimeEmbedding embedding = new TimeEmbedding(scope, in, size);
    return (ops, labels) -> embedding.forward(ops, ops.enter(Told.labels(labels, in)));
  }

  private static NDArray numbers(NDArray labels) {
    if (labels.getShape().dimension() != 1) {
      throw new IllegalArgumentException(
          "class labels %s: expected one number an image, (N)".formatted(labels.getShape()));
    }
    return labels;
  }
}

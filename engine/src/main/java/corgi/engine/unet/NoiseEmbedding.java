package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.Activation;
import corgi.engine.layers.Scope;
import corgi.engine.model.Conditioning;
import corgi.engine.tensor.TensorOps;

/** What every residual block is told: the noise level, the class, and other conditions. */
final class NoiseEmbedding {
  private static final String TIME = "time_embedding";
  private static final String CLASSES = "class_embedding";
  private static final String ADDED = "add_embedding";

  private final UNetConfig config;
  private final TimeFeatures features;
  private final TimeEmbedding time;
  private final ClassEmbedding classes;
  private final AddedEmbedding added;

  NoiseEmbedding(Scope root, UNetConfig config) {
    this.config = config;
    features = TimeFeatures.make(root.at("time_proj"), config);
    boolean pixels = config.blocks().family() == UNetFamily.PIXELS;
    time =
        new TimeEmbedding(
            root.at(TIME),
            new TimeEmbedding.Sizes(
                TimeFeatures.size(config),
                TimeFeatures.embedding(config),
                config.time().guidanceSize()),
            new TimeEmbedding.Activations(
                pixels ? Activation.SILU : config.residual().activation(),
                config.time().activations().post()));
    classes = ClassEmbedding.make(root.at(CLASSES), config, features);
    added = AddedEmbedding.make(root.at(ADDED), config);
  }

  /** The size E of the result. */
  int size() {
    int size = TimeFeatures.embedding(config);
    return config.conditions().classes().joined() ? 2 * size : size;
  }

  /** Maps t (N) and the conditions of as many images to (N, E). */
  NDArray forward(TensorOps ops, NDArray t, Conditioning conditioning, Observer observer) {
    NDArray emb = time.forward(ops, features.of(ops, t), conditioning.guidance());
    observer.saw(TIME, emb);
    emb = classified(ops, emb, conditioning.labels(), observer);
    if (added != null) {
      emb = emb.add(observer.see(ADDED, added.of(ops, conditioning)));
    }
    Activation last = config.time().activations().last();
    return last == null ? emb : last.apply(ops, emb);
  }

  private NDArray classified(TensorOps ops, NDArray emb, NDArray labels, Observer observer) {
    if (classes == null) {
      if (labels != null && config.blocks().family() == UNetFamily.PIXELS) {
        throw new IllegalArgumentException("class labels for a network that was trained without");
      }
      return emb;
    }
    if (labels == null) {
      throw new IllegalArgumentException("no class labels for a network that was trained with");
    }
    NDArray embedded = observer.see(CLASSES, classes.of(ops, labels));
    return config.conditions().classes().joined() ? emb.concat(embedded, 1) : emb.add(embedded);
  }
}

package corgi.engine.generation;

import corgi.engine.tensor.Precision;

/**
 * What draws: a model and the arithmetic it runs in. The arithmetic is part of it because other
 * arithmetic makes other bytes.
 *
 * @param model the name of an embedded model, or the path of a model folder
 * @param classifier the name of an embedded classifier of noisy pictures, or the path of its
 *     folder, for strategies that ask one; null for none
 * @param precision what the network computes in; a classifier computes in float32
 * @param device what it computes on
 */
public record Setup(String model, String classifier, Precision precision, Processor device) {
  /** The embedded model that is used when none is named. */
  public static final String DEFAULT_MODEL = "portraits-64";

  /** The default model in float32 on a GPU if there is one, else on the CPU. */
  public static final Setup DEFAULT =
      new Setup(DEFAULT_MODEL, null, Precision.FP32, Processor.AUTO);

  /** Kinds of device. */
  public enum Processor {
    /** A GPU if PyTorch finds one, else the CPU. */
    AUTO,
    /** The CPU. */
    CPU,
    /** The first GPU. */
    GPU
  }

  /**
   * @throws IllegalArgumentException if the model's name is blank
   */
  public Setup {
    if (model.isBlank()) {
      throw new IllegalArgumentException("the model's name is empty: name one, or a folder");
    }
    if (classifier != null && classifier.isBlank()) {
      throw new IllegalArgumentException("the classifier's name is empty: name one, or a folder");
    }
  }

  /** Returns the default arithmetic with another model. */
  public static Setup of(String model) {
    return new Setup(model, null, DEFAULT.precision, DEFAULT.device);
  }

  /** Returns this with a classifier. */
  public Setup classifier(String nameOrPath) {
    return new Setup(model, nameOrPath, precision, device);
  }
}

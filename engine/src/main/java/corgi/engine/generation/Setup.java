package corgi.engine.generation;

import ai.djl.Device;
import corgi.engine.model.Companion;
import corgi.engine.tensor.Precision;
import java.util.Set;

/**
 * What draws: a model, what helps to steer it, and the arithmetic they run in. The arithmetic is
 * part of it because other arithmetic makes other bytes.
 *
 * @param model the name of an embedded model, or the path of a model folder
 * @param classifier the name of an embedded classifier, or the path of one, for strategies that ask
 *     one; null for none
 * @param weak the name or the path of a weaker model, for strategies that ask one; null for none
 * @param precision what the network computes in; a classifier computes in float32
 * @param device what it computes on
 */
public record Setup(
    String model, String classifier, String weak, Precision precision, Processor device) {
  /** The embedded model that is used when none is named. */
  public static final String DEFAULT_MODEL = "portraits-64";

  /** The embedded classifier of noisy pictures that suits {@link #DEFAULT_MODEL}. */
  public static final String DEFAULT_CLASSIFIER = "portraits-classifier-64";

  /** The embedded model that is weaker than {@link #DEFAULT_MODEL}. */
  public static final String DEFAULT_WEAK = "portraits-64-early";

  /** The default model in float32 on a GPU if there is one, else on the CPU. */
  public static final Setup DEFAULT =
      new Setup(DEFAULT_MODEL, null, null, Precision.FP32, Processor.AUTO);

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
   * @throws IllegalArgumentException if a name is blank
   */
  public Setup {
    checkNamed("model", model);
    checkNamed("classifier", classifier);
    checkNamed("weak model", weak);
  }

  private static void checkNamed(String what, String name) {
    if (name != null && name.isBlank()) {
      throw new IllegalArgumentException("the %s's name is empty: name one".formatted(what));
    }
  }

  /** Returns the default arithmetic with another model. */
  public static Setup of(String model) {
    return new Setup(model, null, null, DEFAULT.precision, DEFAULT.device);
  }

  /** Returns this with a classifier. */
  public Setup classifier(String nameOrPath) {
    return new Setup(model, nameOrPath, weak, precision, device);
  }

  /** Returns this with a weaker model. */
  public Setup weak(String nameOrPath) {
    return new Setup(model, classifier, nameOrPath, precision, device);
  }

  /** Returns this with the kind of device settled. */
  Setup on(Device device) {
    return new Setup(
        model, classifier, weak, precision, device.isGpu() ? Processor.GPU : Processor.CPU);
  }

  /**
   * Returns this with the default of everything that is asked for and not named, and nothing else.
   *
   * @throws IllegalArgumentException if something is named that is not asked for
   */
  public Setup with(Set<Companion> asked) {
    return new Setup(
        model,
        companion(classifier, asked.contains(Companion.CLASSIFIER), DEFAULT_CLASSIFIER),
        companion(weak, asked.contains(Companion.WEAK_MODEL), DEFAULT_WEAK),
        precision,
        device);
  }

  private static String companion(String named, boolean asked, String preset) {
    if (named != null && !asked) {
      throw new IllegalArgumentException(
          "'%s' is asked by no strategy of this request: leave it out, or name one that asks it"
              .formatted(named));
    }
    return named == null && asked ? preset : named;
  }
}

package corgi.cli;

import corgi.engine.data.Dataset;
import corgi.engine.data.Example;
import corgi.engine.generation.VaeModel;
import java.util.ArrayList;
import java.util.List;

/** Pictures that an autoencoder is measured on and shown with, but does not learn from. */
final class HeldOutPictures {
  /** How many a training is measured on. */
  static final int MEASURED = 256;

  private HeldOutPictures() {}

  /**
   * Returns the first of what training does not meet.
   *
   * @param count how many at most
   * @throws IllegalArgumentException if nothing was set aside
   */
  static List<Example> of(DataOptions.Sides sides, int count) {
    Dataset kept =
        sides
            .validation()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s: nothing is kept from training to measure on; choose a --validation"
                            .formatted(sides.training().name())));
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count && (kept.endless() || i < kept.size()); i++) {
      examples.add(kept.example(i));
    }
    return examples;
  }

  /**
   * Returns pictures like those that a model was trained on.
   *
   * @param dataset its name, or null for the one the model was trained on
   */
  static List<Example> of(VaeModel model, String dataset, int count) {
    String name = dataset == null ? model.origin().data().name() : dataset;
    int side = model.origin().resolution();
    return of(DataOptions.usual(name, side, model.channels()), count);
  }
}

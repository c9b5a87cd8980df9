package corgi.cli;

import corgi.engine.data.Dataset;
import corgi.engine.data.Example;
import java.util.ArrayList;
import java.util.List;

/** Pictures that an autoencoder is measured on and shown with, but does not learn from. */
final class HeldOutPictures {
  /** How many a training is measured on. */
  static final int MEASURED = 256;

  private static final long FIRST_FRESH = 8_000_000_000L; // index; training draws from 2⁶³

  private HeldOutPictures() {}

  /** Returns the usual number of them. */
  static List<Example> of(Dataset data) {
    return of(data, MEASURED);
  }

  /** Returns the first {@code count} of them. */
  static List<Example> of(Dataset data, int count) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      examples.add(data.example(FIRST_FRESH + i));
    }
    return examples;
  }
}

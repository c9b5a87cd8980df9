package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.checkpoint.SafetensorsWriter;
import corgi.engine.checkpoint.StoredType;
import corgi.engine.layers.Parameter;
import corgi.engine.layers.Parameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Everything a training needs to go on, in one file that is replaced in one move: weights, their
 * average, the optimiser's moments and the counters. Data, noise and dropping are functions of the
 * counters.
 */
final class TrainingState {
  private static final String WEIGHTS = "weights/";
  private static final String AVERAGED = "averaged/";
  private static final String FIRST = "moment1/";
  private static final String SECOND = "moment2/";

  private final Parameters parameters;
  private final AdamW optimiser;
  private final Ema ema;

  TrainingState(Parameters parameters, AdamW optimiser, Ema ema) {
    this.parameters = parameters;
    this.optimiser = optimiser;
    this.ema = ema;
  }

  /**
   * Writes the state.
   *
   * @param identity what the training is; a state of another cannot be gone on from
   */
  void write(Path file, Counters counters, String identity) throws IOException {
    SafetensorsWriter writer =
        new SafetensorsWriter()
            .metadata("identity", identity)
            .metadata("steps", Long.toString(counters.steps()))
            .metadata("examples", Long.toString(counters.examples()))
            .metadata("seconds", Double.toString(counters.seconds()));
    add(writer, WEIGHTS, parameters.arrays());
    add(writer, AVERAGED, ema.averaged());
    add(writer, FIRST, optimiser.first());
    add(writer, SECOND, optimiser.second());
    writer.write(file);
  }

  private void add(SafetensorsWriter writer, String kind, List<NDArray> arrays) {
    List<String> names = parameters.names();
    for (int i = 0; i < names.size(); i++) {
      writer.add(kind + names.get(i), arrays.get(i), StoredType.F32);
    }
  }

  /** Reads a state written by {@link #write} into the arrays, and returns its counters. */
  Counters read(Path path, String identity) throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      String found = file.metadata().get("identity");
      if (!identity.equals(found)) {
        throw new IllegalArgumentException(
            "%s belongs to another training: %s; this one is %s".formatted(path, found, identity));
      }
      fill(file, WEIGHTS, parameters.arrays());
      fill(file, AVERAGED, ema.averaged());
      fill(file, FIRST, optimiser.first());
      fill(file, SECOND, optimiser.second());
      Counters counters =
          new Counters(
              Long.parseLong(file.metadata().get("steps")),
              Long.parseLong(file.metadata().get("examples")),
              Double.parseDouble(file.metadata().get("seconds")));
      optimiser.resume(counters.steps());
      return counters;
    }
  }

  private void fill(SafetensorsFile file, String kind, List<NDArray> arrays) throws IOException {
    Collection<Parameter> all = parameters.all();
    int i = 0;
    for (Parameter parameter : all) {
      float[] values = file.floats(kind + parameter.name());
      NDArray array = arrays.get(i++);
      if (values.length != array.size()) {
        throw new IOException(
            "%s: %s has %d numbers, expected shape %s"
                .formatted(
                    file.source(), kind + parameter.name(), values.length, array.getShape()));
      }
      array.set(values);
    }
  }
}

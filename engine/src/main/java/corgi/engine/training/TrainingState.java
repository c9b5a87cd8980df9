package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.checkpoint.SafetensorsWriter;
import corgi.engine.checkpoint.StoredType;
import corgi.engine.layers.Parameters;
import corgi.engine.tensor.RawTensors;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything a training needs to go on, in one file with a hash that is put into place in one move:
 * weights, their averages, the optimiser's moments, the counters and the sums of the log. Data,
 * noise, augmentation and dropping are functions of the counters.
 *
 * <p>Names are {@code weights/}, {@code averaged/}, {@code averaged-1/} and so on for further
 * averages, {@code moment1/} and {@code moment2/} before the parameters' own, and {@code memory/}
 * before those of {@link Task#memory}.
 */
final class TrainingState {
  private static final String IDENTITY = "identity";

  private final AdamW optimiser;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();

  private final Map<String, float[]> memory = new TreeMap<>();

  TrainingState(
      Parameters parameters, AdamW optimiser, List<Ema> averages, Map<String, float[]> memory) {
    this.optimiser = optimiser;
    memory.forEach((name, values) -> this.memory.put("memory/" + name, values));
    List<String> names = parameters.names();
    put("weights/", names, parameters.arrays());
    for (int i = 0; i < averages.size(); i++) {
      put(i == 0 ? "averaged/" : "averaged-%d/".formatted(i), names, averages.get(i).averaged());
    }
    put("moment1/", names, optimiser.first());
    put("moment2/", names, optimiser.second());
  }

  private void put(String kind, List<String> names, List<NDArray> all) {
    for (int i = 0; i < names.size(); i++) {
      arrays.put(kind + names.get(i), all.get(i));
    }
  }

  /**
   * Writes the state.
   *
   * @param identity what the training is; a state of another cannot be gone on from
   * @throws ArithmeticException if a number is not finite; nothing is written then
   */
  void write(Path file, Standing standing, String identity) throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter().metadata(IDENTITY, identity);
    standing.putInto(writer);
    arrays.forEach(
        (name, array) -> {
          if (!Tensors.inference(() -> RawTensors.isFinite(array))) {
            throw new ArithmeticException(
                "step %d: %s holds numbers that are not finite"
                    .formatted(standing.counters().steps(), name));
          }
          writer.add(name, array, StoredType.F32);
        });
    memory.forEach(
        (name, values) -> writer.add(name, new Shape(values.length), values, StoredType.F32));
    writer.writeSealed(file);
  }

  /**
   * Reads a state written by {@link #write} into the arrays; none is changed before all are
   * checked.
   *
   * @throws CheckpointException if the file is damaged
   * @throws IllegalArgumentException if it belongs to another training; the message says how
   */
  Standing read(Path path, String identity) throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(path);
        NDManager manager = Tensors.manager()) {
      file.checkSeal();
      Standing standing = Standing.of(file);
      checkIdentity(file, identity);
      checkShapes(file);
      for (String name : arrays.keySet()) {
        checkFinite(file, name, manager);
      }
      for (var entry : arrays.entrySet()) {
        fill(entry.getValue(), file, entry.getKey(), manager);
      }
      for (var entry : memory.entrySet()) {
        float[] stored = file.floats(entry.getKey());
        System.arraycopy(stored, 0, entry.getValue(), 0, stored.length);
      }
      optimiser.resume(standing.counters().steps());
      return standing;
    }
  }

  private static void checkIdentity(SafetensorsFile file, String identity) {
    String found = file.metadata().getOrDefault(IDENTITY, "nothing");
    String differences = Identity.differences(found, identity);
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "%s belongs to another training: %s".formatted(file.source(), differences));
    }
  }

  private void checkShapes(SafetensorsFile file) throws CheckpointException {
    Map<String, Shape> expected = new LinkedHashMap<>();
    arrays.forEach((name, array) -> expected.put(name, array.getShape()));
    memory.forEach((name, values) -> expected.put(name, new Shape(values.length)));
    for (var entry : expected.entrySet()) {
      String name = entry.getKey();
      Object found = file.has(name) ? file.entry(name).shape() : "nothing";
      if (!found.equals(entry.getValue())) {
        throw new CheckpointException(
            file.source(), "%s is %s, expected %s".formatted(name, found, entry.getValue()));
      }
    }
    for (String name : file.names()) {
      if (!expected.containsKey(name)) {
        throw new CheckpointException(
            file.source(), CheckpointException.quote(name) + " is no part of this training");
      }
    }
  }

  private static void fill(NDArray array, SafetensorsFile file, String name, NDManager manager) {
    try (NDArray stored = file.load(manager, name)) {
      Tensors.inference(
          () -> {
            stored.copyTo(array);
            return array;
          });
    }
  }

  private static void checkFinite(SafetensorsFile file, String name, NDManager manager)
      throws CheckpointException {
    try (NDArray stored = file.load(manager, name)) {
      if (!Tensors.inference(() -> RawTensors.isFinite(stored))) {
        throw new CheckpointException(file.source(), name + " holds numbers that are not finite");
      }
    }
  }
}

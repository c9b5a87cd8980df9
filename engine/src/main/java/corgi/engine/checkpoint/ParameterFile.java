package corgi.engine.checkpoint;

import static corgi.engine.checkpoint.CheckpointException.quote;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.layers.Parameter;
import corgi.engine.layers.Parameters;
import corgi.engine.tensor.RawTensors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A network's parameters in files: one tensor each, by the parameter's name. */
public final class ParameterFile {
  private static final int MOST_NAMED = 20;

  private ParameterFile() {}

  /**
   * Sets every parameter from the file, which must have exactly these tensors; nothing is set if
   * one is missing, misshapen or too many.
   *
   * @throws CheckpointException naming all of those, with the expected and the found shapes, or the
   *     first tensor with a number that is not finite
   */
  public static void load(TensorSource file, Parameters parameters) throws IOException {
    String problems = String.join("; ", problems(file, parameters));
    if (!problems.isEmpty()) {
      throw new CheckpointException(file.source(), "does not fit the network: " + problems);
    }
    for (String name : parameters.names()) {
      parameters.adopt(name, finite(file, name, parameters.manager()));
    }
  }

  /**
   * Returns what keeps a file from fitting a network: at most a line each about missing, misshapen
   * and unused tensors, with the names of the first twenty; empty if it fits.
   */
  public static List<String> problems(TensorSource file, Parameters parameters) {
    List<String> missing = new ArrayList<>();
    List<String> misshapen = new ArrayList<>();
    for (Parameter parameter : parameters.all()) {
      if (!file.has(parameter.name())) {
        missing.add("'%s' %s".formatted(parameter.name(), parameter.shape()));
        continue;
      }
      StoredTensor tensor = file.entry(parameter.name());
      if (!tensor.shape().equals(parameter.shape()) || !tensor.type().isFloat()) {
        misshapen.add(
            "'%s' is %s %s, expected %s%s"
                .formatted(
                    parameter.name(),
                    tensor.type(),
                    tensor.shape(),
                    tensor.type().isFloat() ? "" : "floats ",
                    parameter.shape()));
      }
    }
    List<String> unused =
        file.names().stream()
            .filter(name -> parameters.find(name) == null)
            .map(CheckpointException::quote)
            .toList();
    List<String> problems = new ArrayList<>();
    list(problems, "missing", missing);
    list(problems, "misshapen", misshapen);
    list(problems, "unused", unused);
    return problems;
  }

  private static void list(List<String> problems, String what, List<String> names) {
    if (!names.isEmpty()) {
      String more = names.size() > MOST_NAMED ? ", …" : "";
      problems.add(
          "%d %s (%s%s)"
              .formatted(
                  names.size(),
                  what,
                  String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size()))),
                  more));
    }
  }

  private static NDArray finite(TensorSource file, String name, NDManager manager)
      throws CheckpointException {
    NDArray array = file.load(manager, name);
    if (RawTensors.isFinite(array)) {
      return array;
    }
    try (array) {
      float[] values = array.toFloatArray();
      int i = 0;
      while (Float.isFinite(values[i])) {
        i++;
      }
      throw new CheckpointException(
          file.source(),
          "tensor %s: element %d is %s: expected finite numbers"
              .formatted(quote(name), i, values[i]));
    }
  }

  /**
   * Returns a writer that has every parameter.
   *
   * @param type F32, or F16 for half the size at eleven bits of precision
   */
  public static SafetensorsWriter writer(Parameters parameters, StoredType type) {
    return writer(parameters, parameters.arrays(), type);
  }

  /**
   * Returns a writer that has other numbers under the parameters' names, such as their averages.
   *
   * @param arrays in the order of the parameters
   * @param type F32, or F16 for half the size at eleven bits of precision
   */
  public static SafetensorsWriter writer(
      Parameters parameters, List<NDArray> arrays, StoredType type) {
    if (arrays.size() != parameters.all().size()) {
      throw new IllegalArgumentException(
          "%d arrays for %d parameters".formatted(arrays.size(), parameters.all().size()));
    }
    SafetensorsWriter writer = new SafetensorsWriter().metadata("format", "pt");
    int i = 0;
    for (Parameter parameter : parameters.all()) {
      NDArray array = arrays.get(i++);
      if (!array.getShape().equals(parameter.shape())) {
        throw new IllegalArgumentException(
            "%s is %s, expected %s"
                .formatted(quote(parameter.name()), array.getShape(), parameter.shape()));
      }
      writer.add(parameter.name(), array, type);
    }
    return writer;
  }
}

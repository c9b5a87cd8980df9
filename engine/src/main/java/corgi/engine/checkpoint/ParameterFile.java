package corgi.engine.checkpoint;

import static corgi.engine.checkpoint.CheckpointException.quote;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.Parameter;
import corgi.engine.layers.Parameters;
import corgi.engine.tensor.RawTensors;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/** A network's parameters in files: one tensor each, by the parameter's name. */
public final class ParameterFile {
  private ParameterFile() {}

  /**
   * Sets every parameter from the file, which must have exactly these tensors; nothing is set if
   * one is missing, misshapen or too many.
   *
   * @throws CheckpointException naming all of those, with the expected and the found shapes, or the
   *     first tensor with a number that is not finite
   */
  public static void load(TensorSource file, Parameters parameters) throws IOException {
    load(file, parameters, UnaryOperator.identity());
  }

  /**
   * The same for a file that has tensors of other names, or some to leave out. A tensor of another
   * name may also have sizes of one behind its parameter's shape, as a 1×1 convolution has that has
   * become a matrix.
   *
   * @param names the parameter's name by the tensor's, or null to leave the tensor out
   * @throws CheckpointException also if two tensors have one parameter's name
   */
  public static void load(TensorSource file, Parameters parameters, UnaryOperator<String> names)
      throws IOException {
    TensorMatch match = TensorMatch.of(file, parameters, names);
    if (!match.problems().isEmpty()) {
      throw new CheckpointException(
          file.source(), "does not fit the network: " + String.join("; ", match.problems()));
    }
    for (Parameter parameter : parameters.all()) {
      String tensor = match.tensors().get(parameter.name());
      parameters.adopt(parameter.name(), finite(file, tensor, parameter, parameters));
    }
  }

  /**
   * Returns what keeps a file from fitting a network: at most a line each about missing, misshapen
   * and unused tensors, with the names of the first twenty; empty if it fits.
   */
  public static List<String> problems(TensorSource file, Parameters parameters) {
    return TensorMatch.of(file, parameters, UnaryOperator.identity()).problems();
  }

  private static NDArray finite(
      TensorSource file, String tensor, Parameter parameter, Parameters parameters)
      throws CheckpointException {
    NDArray array = file.load(parameters.manager(), tensor);
    if (RawTensors.isFinite(array)) {
      if (array.getShape().equals(parameter.shape())) {
        return array;
      }
      try (array) {
        return array.reshape(parameter.shape()).duplicate();
      }
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
              .formatted(quote(tensor), i, values[i]));
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

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
    load(file, parameters, name -> name);
  }

  /**
   * The same for a file that has tensors of other names, or some to leave out.
   *
   * @param names the parameter's name by the tensor's, or null to leave the tensor out; see {@link
   *     ParameterFit#of(TensorSource, Parameters, UnaryOperator)}
   * @throws CheckpointException also if two tensors have one parameter's name
   */
  public static void load(TensorSource file, Parameters parameters, UnaryOperator<String> names)
      throws IOException {
    ParameterFit fit = ParameterFit.of(file, parameters, names);
    if (!fit.problems().isEmpty()) {
      throw new CheckpointException(file.source(), "does not fit the network: " + fit.problems());
    }
    for (Parameter parameter : parameters.all()) {
      String tensor = fit.tensors().get(parameter.name());
      try (NDArray array = file.load(parameters.manager(), tensor)) {
        refuseNonFinite(file, tensor, array);
        parameters.adopt(parameter.name(), array.reshape(parameter.shape())); // the same memory
      }
    }
  }

  private static void refuseNonFinite(TensorSource file, String name, NDArray array)
      throws CheckpointException {
    if (RawTensors.isFinite(array)) {
      return;
    }
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

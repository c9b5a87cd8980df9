package corgi.engine.checkpoint;

import static corgi.engine.checkpoint.CheckpointException.quote;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import corgi.engine.layers.Parameter;
import corgi.engine.layers.Parameters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A network's parameters as a safetensors file: one tensor each, by the parameter's name. */
public final class ParameterFile {
  private static final int MOST_NAMED = 20;
  private static final Shape POINT = new Shape(1, 1);

  private ParameterFile() {}

  /**
   * Sets every parameter from the file, which must have exactly these tensors; nothing is set if
   * one is missing, misshapen or too many. A matrix may also be stored as a 1×1 convolution.
   *
   * @throws CheckpointException naming all of those, with the expected and the found shapes, or the
   *     first tensor with a number that is not finite
   */
  public static void load(SafetensorsFile file, Parameters parameters) throws IOException {
    load(file, parameters, name -> name);
  }

  /**
   * The same for a file that has tensors of other names, or some to leave out.
   *
   * @param names the parameter's name by the tensor's, or null to leave the tensor out
   * @throws CheckpointException also if two tensors have one parameter's name
   */
  public static void load(SafetensorsFile file, Parameters parameters, UnaryOperator<String> names)
      throws IOException {
    Map<String, String> stored = new HashMap<>(); // tensor by parameter
    List<String> unused = new ArrayList<>();
    for (String tensor : file.names()) {
      String name = names.apply(tensor);
      if (name == null) {
        continue;
      }
      if (parameters.find(name) == null || stored.putIfAbsent(name, tensor) != null) {
        unused.add(quote(tensor));
      }
    }
    List<String> missing = new ArrayList<>();
    List<String> misshapen = new ArrayList<>();
    for (Parameter parameter : parameters.all()) {
      String tensor = stored.get(parameter.name());
      if (tensor == null) {
        missing.add("'%s' %s".formatted(parameter.name(), parameter.shape()));
      } else if (!fits(file.entry(tensor), parameter)) {
        misshapen.add(mismatch(file.entry(tensor), parameter));
      }
    }
    refuse(file.source(), missing, misshapen, unused);
    for (String name : parameters.names()) {
      parameters.set(name, finite(file, stored.get(name)));
    }
  }

  private static boolean fits(StoredTensor tensor, Parameter parameter) {
    Shape wanted = parameter.shape();
    boolean point = wanted.dimension() == 2 && tensor.shape().equals(wanted.addAll(POINT));
    return tensor.type().isFloat() && (point || tensor.shape().equals(wanted));
  }

  private static String mismatch(StoredTensor tensor, Parameter parameter) {
    return "'%s' is %s %s, expected %s%s"
        .formatted(
            tensor.name(),
            tensor.type(),
            tensor.shape(),
            tensor.type().isFloat() ? "" : "floats ",
            parameter.shape());
  }

  private static void refuse(
      String source, List<String> missing, List<String> misshapen, List<String> unused)
      throws CheckpointException {
    List<String> problems = new ArrayList<>();
    list(problems, "missing", missing);
    list(problems, "misshapen", misshapen);
    list(problems, "unused", unused);
    if (!problems.isEmpty()) {
      throw new CheckpointException(
          source, "does not fit the network: " + String.join("; ", problems));
    }
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

  private static float[] finite(SafetensorsFile file, String name) throws CheckpointException {
    float[] values = file.floats(name);
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new CheckpointException(
            file.source(),
            "tensor %s: element %d is %s: expected finite numbers"
                .formatted(quote(name), i, values[i]));
      }
    }
    return values;
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

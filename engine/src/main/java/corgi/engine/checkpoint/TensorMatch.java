package corgi.engine.checkpoint;

import static corgi.engine.checkpoint.CheckpointException.quote;

import ai.djl.ndarray.types.Shape;
import corgi.engine.layers.Parameter;
import corgi.engine.layers.Parameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Which tensor of a file is which parameter of a network.
 *
 * @param tensors the tensor's name by the parameter's
 * @param problems at most a line each about missing, misshapen and unused tensors, with the names
 *     of the first twenty; empty if the file fits
 */
record TensorMatch(Map<String, String> tensors, List<String> problems) {
  private static final int MOST_NAMED = 20;

  /**
   * Compares the two.
   *
   * @param names the parameter's name by the tensor's, or null to leave the tensor out
   */
  static TensorMatch of(TensorSource file, Parameters parameters, UnaryOperator<String> names) {
    Map<String, String> tensors = new HashMap<>();
    List<String> unused = new ArrayList<>();
    for (String tensor : file.names()) {
      String name = names.apply(tensor);
      boolean known = name != null && parameters.find(name) != null;
      if (name != null && (!known || tensors.putIfAbsent(name, tensor) != null)) {
        unused.add(quote(tensor));
      }
    }
    List<String> missing = new ArrayList<>();
    List<String> misshapen = new ArrayList<>();
    for (Parameter parameter : parameters.all()) {
      String tensor = tensors.get(parameter.name());
      if (tensor == null) {
        missing.add("'%s' %s".formatted(parameter.name(), parameter.shape()));
      } else if (!fits(file.entry(tensor), parameter)) {
        misshapen.add(mismatch(file.entry(tensor), parameter));
      }
    }
    List<String> problems = new ArrayList<>();
    list(problems, "missing", missing);
    list(problems, "misshapen", misshapen);
    list(problems, "unused", unused);
    return new TensorMatch(tensors, problems);
  }

  private static boolean fits(StoredTensor tensor, Parameter parameter) {
    Shape shape = tensor.shape();
    int dimension = parameter.shape().dimension();
    boolean renamed = !tensor.name().equals(parameter.name());
    boolean padded =
        renamed
            && shape.dimension() > dimension
            && shape.slice(dimension).size() == 1
            && shape.slice(0, dimension).equals(parameter.shape());
    return tensor.type().isFloat() && (padded || shape.equals(parameter.shape()));
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
}

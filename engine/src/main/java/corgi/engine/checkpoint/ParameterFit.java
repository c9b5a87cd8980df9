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
 * How the tensors of a file fit the parameters of a network. A 1×1 convolution fits a matrix of the
 * same numbers, which it is in later versions of the same networks.
 *
 * @param tensors the tensor's name by the parameter's
 * @param missing parameters without a tensor
 * @param misshapen tensors of another shape than their parameter, or that are no floats
 * @param unused tensors without a parameter, or whose parameter has one already
 */
public record ParameterFit(
    Map<String, String> tensors,
    List<String> missing,
    List<String> misshapen,
    List<String> unused) {
  private static final int MOST_NAMED = 20;
  private static final Shape POINT = new Shape(1, 1);

  /** Returns how a file fits whose tensors have the parameters' names. */
  public static ParameterFit of(TensorSource file, Parameters parameters) {
    return of(file, parameters, name -> name);
  }

  /**
   * The same for a file that has tensors of other names, or some to leave out.
   *
   * @param names the parameter's name by the tensor's, or null to leave the tensor out
   */
  public static ParameterFit of(
      TensorSource file, Parameters parameters, UnaryOperator<String> names) {
    Map<String, String> stored = new HashMap<>();
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
    return new ParameterFit(stored, missing, misshapen, unused);
  }

  private static boolean fits(StoredTensor tensor, Parameter parameter) {
    Shape wanted = parameter.shape();
    boolean point = wanted.dimension() == 2 && tensor.shape().equals(wanted.addAll(POINT));
    return tensor.type().isFloat() && (point || tensor.shape().equals(wanted));
  }

  private static String mismatch(StoredTensor tensor, Parameter parameter) {
    return "%s is %s %s, expected %s%s"
        .formatted(
            quote(tensor.name()),
            tensor.type(),
            tensor.shape(),
            tensor.type().isFloat() ? "" : "floats ",
            parameter.shape());
  }

  /** Returns what does not fit, in one line with the names of the first; empty if all does. */
  public String problems() {
    List<String> problems = new ArrayList<>();
    list(problems, "missing", missing);
    list(problems, "misshapen", misshapen);
    list(problems, "unused", unused);
    return String.join("; ", problems);
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

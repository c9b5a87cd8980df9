package corgi.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.tensor.Matrices;
import corgi.engine.tensor.Tensors;
import java.util.function.Function;

/** {@link Matrices} on Java's numbers, row by row. */
final class LinearAlgebra {
  private LinearAlgebra() {}

  /** Returns xᵀx, size × size, of rows of {@code size} numbers. */
  static double[] products(double[] rows, int size) {
    return with(manager -> Matrices.products(of(manager, rows, size)));
  }

  /** Returns the symmetric root of a symmetric matrix of {@code size} rows. */
  static double[] squareRoot(double[] matrix, int size) {
    return with(manager -> Matrices.squareRoot(of(manager, matrix, size)));
  }

  /** Returns the sum of the singular values of the product of two square matrices. */
  static double nuclearNorm(double[] one, double[] two, int size) {
    return with(
        manager ->
            Matrices.nuclearNorm(Matrices.product(of(manager, one, size), of(manager, two, size))))[
        0];
  }

  /** Returns the Euclidean distances of some rows to all others. */
  static double[] distances(double[][] some, double[][] others) {
    return with(manager -> Matrices.distances(of(manager, some), of(manager, others)));
  }

  /** Returns the inner products of some rows with all others. */
  static double[] inner(double[][] some, double[][] others) {
    return with(
        manager -> Matrices.product(of(manager, some), of(manager, others).transpose(1, 0)));
  }

  /** Returns rows of as many numbers one after the other. */
  static double[] flat(double[][] rows) {
    int size = rows[0].length;
    double[] flat = new double[rows.length * size];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * size, size);
    }
    return flat;
  }

  private static NDArray of(NDManager manager, double[][] rows) {
    return of(manager, flat(rows), rows[0].length);
  }

  private static NDArray of(NDManager manager, double[] values, int size) {
    return manager.create(values, new Shape(values.length / size, size));
  }

  private static double[] with(Function<NDManager, NDArray> formula) {
    try (NDManager manager = Tensors.manager()) {
      return Tensors.inference(
          () -> {
            double[][] result = new double[1][];
            Tensors.scope(() -> result[0] = formula.apply(manager).toDoubleArray());
            return result[0];
          });
    }
  }
}

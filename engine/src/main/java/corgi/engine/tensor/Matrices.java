package corgi.engine.tensor;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;

/**
 * Linear algebra in double precision by LAPACK, through {@link Script}. On one thread: reductions
 * that are split differently round differently.
 */
public final class Matrices {
  private static final String X = "x: Tensor";
  private static final String XY = "x: Tensor, y: Tensor";
  private static final Script ROOT =
      new Script(
          X,
          "Tensor",
          """
          values, vectors, = torch.linalg_eigh(x, "L")
          roots = torch.sqrt(torch.clamp_min(values, 0.))
          return torch.matmul(torch.mul(vectors, roots), torch.t(vectors))
          """);
  private static final Script NUCLEAR =
      new Script(X, "Tensor", "return torch.sum(torch.linalg_svdvals(x))");
  private static final Script PRODUCT = new Script(XY, "Tensor", "return torch.matmul(x, y)");
  private static final Script PRODUCTS =
      new Script(X, "Tensor", "return torch.matmul(torch.t(x), x)");
  private static final Script DISTANCES =
      new Script(XY, "Tensor", "return torch.cdist(x, y, 2., 2)"); // 2: by differences, exactly

  private Matrices() {}

  /**
   * Returns the symmetric root of a symmetric matrix (F, F), taking eigenvalues that are negative
   * by rounding for 0.
   *
   * @throws ArithmeticException if the iteration does not converge
   */
  public static NDArray squareRoot(NDArray x) {
    return converging(() -> ROOT.call(x));
  }

  /**
   * Returns the sum of the singular values of a matrix (M, N), a scalar.
   *
   * @throws ArithmeticException if the iteration does not converge
   */
  public static NDArray nuclearNorm(NDArray x) {
    return converging(() -> NUCLEAR.call(x));
  }

  /** Returns the product of (M, K) and (K, N). */
  public static NDArray product(NDArray x, NDArray y) {
    return onOneThread(() -> PRODUCT.call(x, y));
  }

  /** Returns xᵀx (F, F) of x (N, F). */
  public static NDArray products(NDArray x) {
    return onOneThread(() -> PRODUCTS.call(x));
  }

  /** Returns the Euclidean distances (M, N) of the rows of (M, F) and (N, F). */
  public static NDArray distances(NDArray x, NDArray y) {
    return onOneThread(() -> DISTANCES.call(x, y));
  }

  private static NDArray converging(Supplier<NDArray> method) {
    try {
      return onOneThread(method);
    } catch (EngineException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("?");
      throw new ArithmeticException("LAPACK: " + reason);
    }
  }

  private static NDArray onOneThread(Supplier<NDArray> method) {
    int before = Tensors.threads();
    Tensors.threads(1);
    try {
      return method.get();
    } finally {
      Tensors.threads(before);
    }
  }
}

package corgi.eval;

/**
 * A = V·diag(λ)·Vᵀ of a symmetric matrix by the cyclic method of Jacobi (1846): Golub and Van Loan
 * 2013, "Matrix Computations", 4th edition, algorithms 8.5.1 and 8.5.3. Slower than others, but
 * exact to rounding even for matrices of deficient rank, which covariances of few samples are.
 *
 * @param values λ, in no order
 * @param vectors V, one eigenvector a column
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
record SymmetricEigen(double[] values, double[][] vectors) {
  private static final int MOST_SWEEPS = 60; // about ten are enough for a thousand rows

  /**
   * @throws IllegalArgumentException if the matrix is not symmetric, or not finite
   */
  static SymmetricEigen of(double[][] matrix) {
    int n = matrix.length;
    double[][] a = new double[n][];
    double[][] v = new double[n][n];
    double norm = 0;
    for (int i = 0; i < n; i++) {
      a[i] = matrix[i].clone();
      v[i][i] = 1;
      for (int j = 0; j < n; j++) {
        norm += a[i][j] * a[i][j];
        if (!(Math.abs(matrix[i][j] - matrix[j][i]) <= 1e-9 * (1 + Math.abs(matrix[i][j])))) {
          throw new IllegalArgumentException(
              "row %d, column %d is %s, its mirror image %s: must be symmetric and finite"
                  .formatted(i, j, matrix[i][j], matrix[j][i]));
        }
      }
    }
    double tiny = 1e-30 * norm;
    for (int sweep = 0; offDiagonal(a) > tiny; sweep++) {
      if (sweep == MOST_SWEEPS) {
        throw new ArithmeticException("Jacobi's method did not converge");
      }
      sweep(a, v);
    }
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = a[i][i];
    }
    return new SymmetricEigen(values, v);
  }

  private static double offDiagonal(double[][] a) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < i; j++) {
        sum += 2 * a[i][j] * a[i][j];
      }
    }
    return sum;
  }

  private static void sweep(double[][] a, double[][] v) {
    for (int p = 0; p < a.length - 1; p++) {
      for (int q = p + 1; q < a.length; q++) {
        if (a[p][q] != 0) {
          double tau = (a[q][q] - a[p][p]) / (2 * a[p][q]);
          double t = Math.copySign(1, tau) / (Math.abs(tau) + Math.hypot(1, tau));
          double c = 1 / Math.sqrt(1 + t * t);
          rotate(a, v, new Rotation(p, q, c, t * c));
        }
      }
    }
  }

  /** A turn in the plane of the axes p and q. */
  private record Rotation(int p, int q, double c, double s) {
    void columns(double[] row) {
      double x = row[p];
      double y = row[q];
      row[p] = c * x - s * y;
      row[q] = s * x + c * y;
    }
  }

  /** A ← JᵀAJ, whose entry (p, q) is zero afterwards; V ← VJ. */
  private static void rotate(double[][] a, double[][] v, Rotation j) {
    for (int k = 0; k < a.length; k++) {
      j.columns(a[k]);
      j.columns(v[k]);
    }
    double[] rowP = a[j.p()];
    double[] rowQ = a[j.q()];
    for (int k = 0; k < a.length; k++) {
      double x = rowP[k];
      double y = rowQ[k];
      rowP[k] = j.c() * x - j.s() * y;
      rowQ[k] = j.s() * x + j.c() * y;
    }
    rowP[j.q()] = 0;
    rowQ[j.p()] = 0;
  }

  /** Returns V·diag(√max(λ, 0))·Vᵀ: the root of a covariance, whose λ are negative by rounding. */
  double[][] squareRoot() {
    int n = values.length;
    double[][] root = new double[n][n];
    for (int k = 0; k < n; k++) {
      double s = Math.sqrt(Math.max(0, values[k]));
      for (int i = 0; i < n; i++) {
        double scaled = s * vectors[i][k];
        for (int j = 0; j < n; j++) {
          root[i][j] += scaled * vectors[j][k];
        }
      }
    }
    return root;
  }
}

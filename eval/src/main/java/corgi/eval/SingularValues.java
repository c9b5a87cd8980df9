package corgi.eval;

/**
 * The singular values of a square matrix by one-sided Jacobi rotations: columns are turned in pairs
 * until all are orthogonal; then their lengths are the values. Hestenes 1958, "Inversion of
 * matrices by biorthogonalization"; Golub and Van Loan 2013, "Matrix Computations", 4th edition,
 * §8.6.3. The matrix is never squared, so zeros stay zeros to rounding.
 */
final class SingularValues {
  private static final int MOST_SWEEPS = 60;
  private static final double ORTHOGONAL = 1e-12; // as a cosine, whose square is the error

  private SingularValues() {}

  /**
   * Returns Σ σᵢ, the nuclear norm.
   *
   * @param matrix of N rows of N numbers, finite
   */
  static double sum(double[][] matrix) {
    double[][] columns = transposed(matrix);
    double tiny = 1e-30 * largest(columns);
    int sweep = 0;
    while (sweep(columns, tiny)) {
      if (++sweep == MOST_SWEEPS) {
        throw new ArithmeticException("Jacobi's method did not converge");
      }
    }
    double sum = 0;
    for (double[] column : columns) {
      sum += Math.sqrt(Vectors.dot(column, column));
    }
    return sum;
  }

  /** Turns every pair of columns once; whether any was not yet orthogonal. */
  private static boolean sweep(double[][] columns, double tiny) {
    boolean turned = false;
    for (int p = 0; p < columns.length - 1; p++) {
      for (int q = p + 1; q < columns.length; q++) {
        double pp = Vectors.dot(columns[p], columns[p]);
        double qq = Vectors.dot(columns[q], columns[q]);
        double pq = Vectors.dot(columns[p], columns[q]);
        if (Math.abs(pq) > Math.max(ORTHOGONAL * Math.sqrt(pp * qq), tiny)) {
          turn(columns[p], columns[q], (qq - pp) / (2 * pq));
          turned = true;
        }
      }
    }
    return turned;
  }

  /** Makes two columns orthogonal; τ is the cotangent of twice the angle. */
  private static void turn(double[] p, double[] q, double tau) {
    double t = Math.copySign(1, tau) / (Math.abs(tau) + Math.hypot(1, tau));
    double c = 1 / Math.sqrt(1 + t * t);
    double s = t * c;
    for (int i = 0; i < p.length; i++) {
      double x = p[i];
      p[i] = c * x - s * q[i];
      q[i] = s * x + c * q[i];
    }
  }

  private static double[][] transposed(double[][] matrix) {
    int n = matrix.length;
    double[][] columns = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        columns[j][i] = matrix[i][j];
      }
    }
    return columns;
  }

  /** Returns the largest squared length of a column. */
  private static double largest(double[][] columns) {
    double largest = 0;
    for (double[] column : columns) {
      largest = Math.max(largest, Vectors.dot(column, column));
    }
    return largest;
  }
}

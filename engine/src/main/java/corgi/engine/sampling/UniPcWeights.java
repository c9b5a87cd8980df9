package corgi.engine.sampling;

/**
 * The weights of UniPC: solutions ρ of R·ρ = b with R[i][j] = r_j^i and b[i] =
 * (i+1)!·φ_{i+2}(z)/B(z)·z. Zhao et al. 2023 (2302.04867), eq. 5 and theorem 3.1.
 */
final class UniPcWeights {
  private UniPcWeights() {}

  /**
   * Returns ρ, one for each ratio.
   *
   * @param ratios r, the places of the estimates in units of the step
   * @param z the signed step
   * @param b B(z)
   */
  static double[] solve(double[] ratios, double z, double b) {
    int n = ratios.length;
    double[][] rows = new double[n][n + 1];
    double phi = Math.expm1(z) / z - 1; // z·φ₂
    double factorial = 1;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        rows[i][j] = Math.pow(ratios[j], i);
      }
      rows[i][n] = phi * factorial / b;
      factorial *= i + 2;
      phi = phi / z - 1 / factorial;
    }
    return eliminate(rows);
  }

  /** Gauss' elimination with the largest pivot; R is a Vandermonde matrix of distinct ratios. */
  private static double[] eliminate(double[][] rows) {
    int n = rows.length;
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        pivot = Math.abs(rows[i][k]) > Math.abs(rows[pivot][k]) ? i : pivot;
      }
      double[] row = rows[pivot];
      rows[pivot] = rows[k];
      rows[k] = row;
      for (int i = 0; i < n; i++) {
        double factor = i == k ? 0 : rows[i][k] / row[k];
        for (int j = k; j <= n; j++) {
          rows[i][j] -= factor * row[j];
        }
      }
    }
    double[] solution = new double[n];
    for (int i = 0; i < n; i++) {
      solution[i] = rows[i][n] / rows[i][i];
    }
    return solution;
  }
}

package corgi.engine.analytic;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import corgi.engine.model.Clean;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Edm;
import corgi.engine.model.Epsilon;
import corgi.engine.model.Network;
import corgi.engine.model.Preconditioning;
import corgi.engine.model.Ve;
import corgi.engine.schedule.NoiseLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** {@link GaussianMixture#network}: F = a·x + b·x̂₀ with a, b by prediction type and level. */
record MixtureNetwork(
    GaussianMixture mixture, Preconditioning preconditioning, DoubleFunction<NoiseLevel> levels)
    implements Network {
  @Override
  public NDArray forward(
      NDArray input, NDArray time, Conditioning conditioning, List<PerturbedRows> perturbed) {
    List<Row> rows = rows(time.toFloatArray(), conditioning, perturbed);
    NDArray x = input.mul(column(input, rows, row -> 1 / in(row.level())));
    NDArray clean = mixture.clean(x, rows);
    return x.mul(column(input, rows, row -> onState(row.level())))
        .add(clean.mul(column(input, rows, row -> onClean(row.level()))));
  }

  private List<Row> rows(float[] times, Conditioning conditioning, List<PerturbedRows> perturbed) {
    float[] labels = new float[times.length];
    Arrays.fill(labels, GaussianMixture.ANY);
    if (conditioning.labels() != null) {
      labels = conditioning.labels().toFloatArray();
    }
    double[] widening = new double[times.length];
    Arrays.fill(widening, 1);
    for (PerturbedRows range : perturbed) {
      Arrays.fill(widening, (int) range.from(), (int) range.to(), 2);
    }
    List<Row> rows = new ArrayList<>();
    for (int n = 0; n < times.length; n++) {
      rows.add(new Row(level(times[n]), (int) labels[n], widening[n]));
    }
    return rows;
  }

  private NoiseLevel level(double time) {
    if (preconditioning instanceof Edm) {
      return new NoiseLevel(1, Math.exp(4 * time), time); // c_noise = ln(κ)/4
    }
    if (preconditioning instanceof Ve) {
      return new NoiseLevel(1, 2 * Math.exp(time), time); // c_noise = ln(κ/2)
    }
    NoiseLevel level = levels.apply(time);
    double norm = Math.hypot(level.alpha(), level.sigma());
    return new NoiseLevel(level.alpha() / norm, level.sigma() / norm, time);
  }

  private double in(NoiseLevel level) {
    return preconditioning.at(level).in();
  }

  private boolean ofKarras() {
    return preconditioning instanceof Edm || preconditioning instanceof Ve;
  }

  private double onState(NoiseLevel level) {
    if (preconditioning instanceof Clean) {
      return 0;
    }
    if (ofKarras()) {
      return -preconditioning.at(level).skip() / preconditioning.at(level).out();
    }
    boolean epsilon = preconditioning instanceof Epsilon; // ε = (x − α·x̂₀)/σ, v = (α·x − x̂₀)/σ
    return (epsilon ? 1 : level.alpha()) / level.sigma();
  }

  private double onClean(NoiseLevel level) {
    if (preconditioning instanceof Clean) {
      return 1;
    }
    if (ofKarras()) {
      return 1 / preconditioning.at(level).out();
    }
    return -(preconditioning instanceof Epsilon ? level.alpha() : 1) / level.sigma();
  }

  private static NDArray column(NDArray x, List<Row> rows, ToDoubleFunction<Row> entry) {
    float[] all = new float[rows.size()];
    for (int n = 0; n < all.length; n++) {
      all[n] = (float) entry.applyAsDouble(rows.get(n));
    }
    long[] shape = new long[x.getShape().dimension()];
    Arrays.fill(shape, 1);
    shape[0] = all.length;
    return x.getManager().create(all, new Shape(shape)); // (N, 1, …)
  }
}

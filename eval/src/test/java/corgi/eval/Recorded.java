package corgi.eval;

import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.data.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Recorded tensors as measures take them. */
final class Recorded {
  private Recorded() {}

  /** Returns the rows of a matrix. */
  static List<double[]> rows(SafetensorsFile recorded, String name) {
    double[] all = recorded.doubles(name);
    int size = Math.toIntExact(recorded.entry(name).shape().get(1));
    List<double[]> rows = new ArrayList<>();
    for (int from = 0; from < all.length; from += size) {
      rows.add(Arrays.copyOfRange(all, from, from + size));
    }
    return rows;
  }

  /** Returns the mean and covariance that are named so. */
  static Moments moments(SafetensorsFile recorded, String mean, String covariance) {
    return new Moments(recorded.doubles(mean), rows(recorded, covariance).toArray(double[][]::new));
  }

  /** Returns the pictures of (N, C, H, W). */
  static List<Picture> pictures(SafetensorsFile recorded, String name) {
    float[] all = recorded.floats(name);
    long[] shape = recorded.entry(name).shape().getShape();
    int size = Math.toIntExact(shape[1] * shape[2] * shape[3]);
    List<Picture> pictures = new ArrayList<>();
    for (int from = 0; from < all.length; from += size) {
      pictures.add(
          new Picture(
              (int) shape[1],
              (int) shape[2],
              (int) shape[3],
              Arrays.copyOfRange(all, from, from + size)));
    }
    return pictures;
  }
}

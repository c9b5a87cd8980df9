package corgi.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import corgi.engine.data.Picture;
import corgi.engine.generation.Raster;
import corgi.engine.tensor.Matrices;
import corgi.engine.tensor.Tensors;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Real pictures as levels from 0 to 255, to find near copies among. Those of more than 64 pixels a
 * side are averaged down by a whole number, where one divides both sides.
 */
public final class Thumbnails implements AutoCloseable {
  /** How many are kept. */
  static final int MOST = 2048;

  private static final int SIDE = 64;
  private static final double RANGE = 255;
  private static final double HALF = 127.5;
  private static final double ROUGHNESS = 1e-4; // of single precision, more than ten times over

  private final List<byte[]> levels = new ArrayList<>();
  private final List<Long> indices = new ArrayList<>();
  private NDManager manager; // of the matrix, once it was needed
  private NDArray matrix; // (N, F), uint8

  /**
   * A picture and how far it is.
   *
   * @param distance in [0, 1]
   * @param index of the picture
   */
  record Match(double distance, long index) {}

  /** Keeps a picture, up to {@link #MOST}. */
  void add(byte[] thumbnail, long index) {
    if (levels.size() < MOST) {
      close();
      levels.add(thumbnail);
      indices.add(index);
    }
  }

  int size() {
    return levels.size();
  }

  byte[] levels(int i) {
    return levels.get(i);
  }

  long index(int i) {
    return indices.get(i);
  }

  /**
   * Returns the nearest to each of some pictures. All are compared roughly by one product of
   * matrices; those that may be the nearest are compared exactly.
   *
   * @throws IllegalArgumentException if the pictures differ in size
   */
  List<Match> nearest(List<byte[]> pictures) {
    int each = levels.get(0).length;
    for (byte[] picture : pictures) {
      if (picture.length != each) {
        throw new IllegalArgumentException(
            "a picture of %d values, a real picture of %d: must be as many"
                .formatted(picture.length, each));
      }
    }
    float[] rough = rough(pictures);
    List<Match> matches = new ArrayList<>();
    for (int i = 0; i < pictures.size(); i++) {
      int from = i * levels.size();
      matches.add(nearest(pictures.get(i), Arrays.copyOfRange(rough, from, from + levels.size())));
    }
    return matches;
  }

  private Match nearest(byte[] picture, float[] rough) {
    double least = Double.POSITIVE_INFINITY;
    for (float distance : rough) {
      least = Math.min(least, distance);
    }
    double margin = ROUGHNESS * HALF * HALF * picture.length;
    long squares = Long.MAX_VALUE;
    int best = -1;
    for (int i = 0; i < rough.length; i++) {
      if (rough[i] <= least + margin) {
        long exact = squares(picture, levels.get(i));
        if (exact < squares) {
          squares = exact;
          best = i;
        }
      }
    }
    return new Match(Math.sqrt((double) squares / picture.length) / RANGE, indices.get(best));
  }

  private float[] rough(List<byte[]> pictures) {
    if (matrix == null) {
      manager = Tensors.manager();
      matrix = matrix(manager, levels);
    }
    float[][] rough = new float[1][];
    try (NDManager own = Tensors.manager()) {
      Tensors.inference(
          () -> {
            Tensors.scope(
                () ->
                    rough[0] =
                        Matrices.roughDistances(matrix(own, pictures), matrix).toFloatArray());
            return null;
          });
    }
    return rough[0];
  }

  private static NDArray matrix(NDManager manager, List<byte[]> rows) {
    int each = rows.get(0).length;
    ByteBuffer bytes = ByteBuffer.allocateDirect(Math.multiplyExact(rows.size(), each));
    rows.forEach(bytes::put);
    return manager.create(bytes.flip(), new Shape(rows.size(), each), DataType.UINT8).duplicate();
  }

  private static long squares(byte[] a, byte[] b) {
    long sum = 0;
    for (int i = 0; i < a.length; i++) {
      int difference = (a[i] & 255) - (b[i] & 255);
      sum += (long) difference * difference;
    }
    return sum;
  }

  @Override
  public void close() {
    if (manager != null) {
      manager.close();
      manager = null;
      matrix = null;
    }
  }

  /** Returns the levels of a picture made small, three for each pixel. */
  static byte[] of(Picture picture) {
    Raster raster = Raster.of(picture);
    int k = factor(raster.width(), raster.height());
    if (k == 1) {
      return raster.rgb();
    }
    int width = raster.width() / k;
    byte[] small = new byte[3 * width * (raster.height() / k)];
    for (int i = 0; i < small.length; i++) {
      int x = i / 3 % width * k;
      int y = i / 3 / width * k;
      int sum = 0;
      for (int p = 0; p < k * k; p++) {
        sum += raster.rgb()[3 * ((y + p / k) * raster.width() + x + p % k) + i % 3] & 255;
      }
      small[i] = (byte) ((sum + k * k / 2) / (k * k));
    }
    return small;
  }

  private static int factor(int width, int height) {
    for (int k = 1; k <= Math.min(width, height); k++) {
      if (width % k == 0 && height % k == 0 && Math.max(width, height) / k <= SIDE) {
        return k;
      }
    }
    return 1;
  }
}

package corgi.engine.golden;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.SafetensorsFile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.opentest4j.TestAbortedException;

/** Compares what was computed with what was recorded and remembers the worst. */
public final class GoldenCheck {
  private final GoldenCase golden;
  private final List<String> mismatches = new ArrayList<>();
  private double worst;
  private int compared;

  GoldenCheck(GoldenCase golden) {
    this.golden = golden;
  }

  /** Compares an array with a recorded tensor: shape and every element. */
  public void tensor(SafetensorsFile recorded, String name, NDArray actual) {
    Shape expected = recorded.entry(name).shape();
    if (!actual.getShape().equals(expected)) {
      unlike(name, "has shape %s, recorded is %s".formatted(actual.getShape(), expected));
      return;
    }
    values(name, toDoubles(actual), recorded.doubles(name));
  }

  /** Compares numbers with a recorded tensor. */
  public void values(SafetensorsFile recorded, String name, double[] actual) {
    values(name, actual, recorded.doubles(name));
  }

  /** Compares one number with one of the manifest. */
  public void value(String name, double actual, double expected) {
    values(name, new double[] {actual}, new double[] {expected});
  }

  /** Compares numbers, by the tolerance that the manifest has for {@code name}. */
  public void values(String name, double[] actual, double[] expected) {
    compared++;
    if (actual.length != expected.length) {
      unlike(name, "has %d elements, recorded are %d".formatted(actual.length, expected.length));
      return;
    }
    Tolerance tolerance = golden.tolerance(name);
    double largest = 0;
    int at = 0;
    for (int i = 0; i < actual.length; i++) {
      double ratio = tolerance.ratio(actual[i], expected[i]);
      if (ratio > largest) {
        largest = ratio;
        at = i;
      }
    }
    worst = Math.max(worst, largest);
    if (largest > 1) {
      mismatches.add(
          name
              + " element %d is %s, recorded %s: the error is %.3g times the tolerance %s"
                  .formatted(at, actual[at], expected[at], largest, tolerance));
    }
  }

  /** Compares what must be the same, such as lists of whole numbers. */
  public void same(String name, Object actual, Object expected) {
    compared++;
    if (!expected.equals(actual)) {
      unlike(name, "is %s, recorded %s".formatted(actual, expected));
    }
  }

  /** Ends the test: the configuration asks for what the engine does not claim to do. */
  public void notApplicable(String reason) {
    throw new TestAbortedException(reason);
  }

  private void unlike(String name, String problem) {
    worst = Double.POSITIVE_INFINITY;
    mismatches.add(name + " " + problem);
  }

  /** Returns the worst error over tolerance so far. */
  double worst() {
    return worst;
  }

  /** Fails if anything differed, or nothing was compared. */
  void verify() {
    if (compared == 0) {
      mismatches.add("nothing was compared");
    }
    if (!mismatches.isEmpty()) {
      throw new AssertionError(golden.id() + ":\n  " + String.join("\n  ", mismatches));
    }
  }

  private static double[] toDoubles(NDArray array) {
    if (array.getDataType() == DataType.FLOAT64) {
      return array.toDoubleArray();
    }
    float[] floats = array.toType(DataType.FLOAT32, false).toFloatArray();
    return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
  }
}

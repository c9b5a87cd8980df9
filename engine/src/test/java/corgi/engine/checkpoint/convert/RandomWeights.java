package corgi.engine.checkpoint.convert;

import corgi.engine.layers.Parameter;
import corgi.engine.layers.Parameters;
import java.util.Random;

/** Weights none of which is zero, unlike those of a network that was only initialised. */
final class RandomWeights {
  private RandomWeights() {}

  static void set(Parameters parameters) {
    Random random = new Random(3);
    for (Parameter parameter : parameters.all()) {
      float[] values = new float[(int) parameter.shape().size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (0.15 * random.nextGaussian());
      }
      parameters.set(parameter.name(), values);
    }
  }
}

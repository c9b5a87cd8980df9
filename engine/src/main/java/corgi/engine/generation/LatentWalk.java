package corgi.engine.generation;

import java.util.Locale;

/** A way from one latent to another. */
public enum LatentWalk {
  /** Along a line, (1 − t)·a + t·b, whose middle is nearer to 0 than its ends. */
  LINEAR {
    @Override
    public float[] at(double t, float[] a, float[] b) {
      return mixed(a, 1 - t, b, t);
    }
  },

  /**
   * Along a great arc, (sin((1 − t)·θ)·a + sin(t·θ)·b)/sin θ with the angle θ between the two,
   * which keeps the length that N(0, I) gives to nearly all latents. Shoemake 1985 (SIGGRAPH),
   * section 3.3; White 2016, 1609.04468, section 2.1.
   */
  SPHERICAL {
    @Override
    public float[] at(double t, float[] a, float[] b) {
      double cosine = dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
      double angle = Math.acos(Math.max(-1, Math.min(1, cosine)));
      double sine = Math.sin(angle);
      if (!(sine > LEAST_SINE)) { // the same or the opposite direction, or no direction at all
        return LINEAR.at(t, a, b);
      }
      return mixed(a, Math.sin((1 - t) * angle) / sine, b, Math.sin(t * angle) / sine);
    }
  };

  private static final double LEAST_SINE = 1e-6;

  /**
   * Returns the latent at a place on the way.
   *
   * @param t from 0, which is {@code a}, to 1, which is {@code b}
   */
  public abstract float[] at(double t, float[] a, float[] b);

  private static float[] mixed(float[] a, double p, float[] b, double q) {
    float[] mixed = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      mixed[i] = (float) (p * a[i] + q * b[i]);
    }
    return mixed;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package corgi.engine.schedule;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Tables of β_t, the variance that training step t adds, by the names diffusers gives them. */
public enum Betas {
  /** β even from start to end. Ho et al. 2020 (2006.11239), §4: 1e-4 to 0.02. */
  LINEAR("linear") {
    @Override
    double beta(Span span, int t) {
      return span.even(span.start, span.end, t);
    }
  },

  /** √β even. Rombach et al. 2022 (2112.10752): 0.00085 to 0.012. */
  SCALED_LINEAR("scaled_linear") {
    @Override
    double beta(Span span, int t) {
      double root = span.even(Math.sqrt(span.start), Math.sqrt(span.end), t);
      return root * root;
    }
  },

  /** ᾱ = cos²(π/2·(t/T + s)/(1 + s)). Nichol and Dhariwal 2021 (2102.09672), eq. 17; s = .008. */
  COSINE("squaredcos_cap_v2") {
    @Override
    double beta(Span span, int t) {
      return capped(Betas::cosine, span, t);
    }
  },

  /** ᾱ = e^(−12·t/T): HeunDiscreteScheduler of diffusers. */
  EXPONENTIAL("exp") {
    @Override
    double beta(Span span, int t) {
      return capped(u -> Math.exp(-12 * u), span, t);
    }
  },

  /** ᾱ² = s/(1 + s), where log s has a Laplace distribution: DDPMScheduler of diffusers. */
  LAPLACE("laplace") {
    @Override
    double beta(Span span, int t) {
      return capped(Betas::laplace, span, t);
    }
  },

  /** β a logistic curve over −6 … 6. Xu et al. 2022 (2203.02923), published code. */
  SIGMOID("sigmoid") {
    @Override
    double beta(Span span, int t) {
      double sigmoid = 1 / (1 + Math.exp(-span.even(-6, 6, t)));
      return span.start + sigmoid * (span.end - span.start);
    }
  };

  private final String key;

  Betas(String key) {
    this.key = key;
  }

  /**
   * The ends of a table.
   *
   * @param start β of the first step, in (0, 1); the cosine table has its own
   * @param end β of the last step, in (0, 1)
   * @param steps the number T of steps
   */
  public record Span(double start, double end, int steps) {
    public Span {
      if (!(start > 0 && start < 1 && end > 0 && end < 1) || steps < 1) {
        throw new IllegalArgumentException(
            "β from %s to %s in %d steps: β must lie between 0 and 1, with at least one step"
                .formatted(start, end, steps));
      }
    }

    private double even(double from, double to, int t) {
      return steps == 1 ? from : from + (to - from) * t / (steps - 1);
    }
  }

  abstract double beta(Span span, int t);

  /** Returns β_0 … β_{T−1}. */
  public double[] table(Span span) {
    return IntStream.range(0, span.steps).mapToDouble(t -> beta(span, t)).toArray();
  }

  /** The value of {@code beta_schedule} in a configuration. */
  public String key() {
    return key;
  }

  /** β of a given ᾱ, at most .999. */
  private static double capped(DoubleUnaryOperator alphaBar, Span span, int t) {
    double ratio =
        alphaBar.applyAsDouble((t + 1.0) / span.steps)
            / alphaBar.applyAsDouble((double) t / span.steps);
    return Math.min(1 - ratio, 0.999);
  }

  private static double laplace(double u) {
    double tail = Math.log(1 - 2 * Math.abs(0.5 - u) + 1e-6) / 2;
    double snr = Math.exp(u > 0.5 ? tail : -tail);
    return Math.sqrt(snr / (1 + snr));
  }

  private static double cosine(double u) {
    double c = Math.cos((u + 0.008) / 1.008 * Math.PI / 2);
    return c * c;
  }
}

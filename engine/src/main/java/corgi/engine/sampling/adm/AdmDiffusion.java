package corgi.engine.sampling.adm;

import corgi.engine.sampling.Ddim;
import corgi.engine.sampling.Sampling;
import corgi.engine.sampling.StepVariance;
import corgi.engine.schedule.Betas;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.Grids;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.Respacing;
import corgi.engine.schedule.VpSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A diffusion process by the arguments of guided-diffusion's {@code create_gaussian_diffusion}.
 * Dhariwal and Nichol 2021, "Diffusion models beat GANs on image synthesis" (2105.05233), by the
 * published code.
 *
 * @param noise {@code noise_schedule}
 * @param steps {@code steps}, the number T of training steps
 * @param respacing {@code timestep_respacing}, see {@link Respacing}; "" for all steps
 * @param times {@code rescale_timesteps}, what networks are told
 * @param sigma {@code learn_sigma} and {@code sigma_small}
 */
public record AdmDiffusion(
    NoiseSchedule noise, int steps, String respacing, Times times, Sigma sigma) {
  /** The tables of β by their published names. */
  public enum NoiseSchedule {
    /** β even from 1e-4 to 0.02 at T = 1000, and in proportion to 1000/T otherwise. */
    LINEAR {
      @Override
      double[] betas(int steps) {
        double scale = 1000.0 / steps;
        return Betas.LINEAR.table(new Betas.Span(scale * 1e-4, scale * 0.02, steps));
      }
    },

    /** ᾱ a squared cosine. Nichol and Dhariwal 2021 (2102.09672), eq. 17. */
    COSINE {
      @Override
      double[] betas(int steps) {
        return Betas.COSINE.table(new Betas.Span(1e-4, 0.02, steps)); // which ignores the ends
      }
    };

    abstract double[] betas(int steps);

    /** Returns the schedule of a name in lower case. */
    public static NoiseSchedule named(String name) {
      for (NoiseSchedule known : values()) {
        if (known.name().toLowerCase(Locale.ROOT).equals(name)) {
          return known;
        }
      }
      throw new IllegalArgumentException(
          "noise_schedule '%s': must be linear or cosine".formatted(name));
    }
  }

  /** What networks are told of a time of 0 … T − 1. */
  public enum Times {
    /** The time itself. */
    AS_TRAINED,
    /** t·1000/T, whatever T is. */
    RESCALED
  }

  /** The variance of ancestral steps. */
  public enum Sigma {
    /** {@code learn_sigma}. */
    LEARNED_RANGE(StepVariance.LEARNED),
    /** {@code sigma_small}. */
    FIXED_SMALL(StepVariance.SMALL),
    /** Neither. */
    FIXED_LARGE(StepVariance.LARGE_BUT_LAST);

    private final StepVariance ours;

    Sigma(StepVariance ours) {
      this.ours = ours;
    }
  }

  /** Returns the schedule of training. */
  public VpSchedule schedule() {
    return VpSchedule.ofBetas(noise.betas(steps));
  }

  /**
   * Returns the levels of a run: those of the kept times, each told to the networks by its time of
   * training, then the clean image.
   *
   * @throws IllegalArgumentException if the respacing is impossible or the schedule is
   */
  public Grid grid() {
    VpSchedule schedule = schedule();
    int[] kept = Respacing.times(steps, respacing);
    double scale = times == Times.RESCALED ? 1000.0 / steps : 1;
    List<NoiseLevel> levels = new ArrayList<>();
    for (int i = kept.length - 1; i >= 0; i--) {
      NoiseLevel level = schedule.at(kept[i]);
      levels.add(new NoiseLevel(level.alpha(), level.sigma(), level.t() * scale));
    }
    return Grids.ending(levels);
  }

  /** Returns {@code p_sample_loop}. */
  public Sampling ancestral() {
    return new Sampling(Ddim.ancestral(sigma.ours), grid());
  }

  /**
   * Returns {@code ddim_sample_loop}.
   *
   * @param eta η in [0, 1]
   */
  public Sampling implicit(double eta) {
    return new Sampling(Ddim.of(eta), grid());
  }
}

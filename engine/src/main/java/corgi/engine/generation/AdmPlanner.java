package corgi.engine.generation;

import corgi.engine.checkpoint.AdmFlags;
import corgi.engine.model.Clean;
import corgi.engine.model.Epsilon;
import corgi.engine.plugin.Plugins;
import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.Sampler;
import corgi.engine.sampling.SamplerPlugin;
import corgi.engine.sampling.Sampling;
import corgi.engine.sampling.adm.AdmDiffusion;
import corgi.engine.sampling.diffusers.Coordinates;
import corgi.engine.sampling.diffusers.Plan;

/**
 * Runs of a guided-diffusion model: its {@code p_sample_loop} unless a sampler is named. {@code
 * ddim} takes the times of {@code ddimN}, everything else those of {@code N}.
 *
 * @param flags of the model
 */
record AdmPlanner(AdmFlags flags) implements Planner {
  private static final String DDIM = "ddim";

  @Override
  public Route route(Course course) {
    if (course.scheduler() != null) {
      throw new IllegalArgumentException(
          "scheduler %s: a guided-diffusion model has no scheduler configuration to lay it over;"
                  .formatted(course.scheduler().className())
              + " name a sampler");
    }
    return new Route(
        new Plan(sampling(course), Clipping.NONE, Coordinates.VARIANCE_PRESERVING),
        flags.predictsClean() ? new Clean() : new Epsilon());
  }

  private Sampling sampling(Course course) {
    if (course.sampler() == null) {
      return diffusion(String.valueOf(course.steps())).ancestral();
    }
    Sampler sampler = Plugins.create(SamplerPlugin.class, "sampler", course.sampler());
    boolean implicit = course.sampler().name().equals(DDIM);
    return new Sampling(sampler, diffusion((implicit ? DDIM : "") + course.steps()).grid());
  }

  private AdmDiffusion diffusion(String respacing) {
    return flags.diffusion(respacing);
  }
}

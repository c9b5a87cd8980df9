package corgi.engine.generation;

import corgi.engine.model.Clean;
import corgi.engine.model.Edm;
import corgi.engine.model.Epsilon;
import corgi.engine.model.Preconditioning;
import corgi.engine.model.Velocity;
import corgi.engine.plugin.Plugins;
import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.Sampler;
import corgi.engine.sampling.SamplerPlugin;
import corgi.engine.sampling.Sampling;
import corgi.engine.sampling.diffusers.Coordinates;
import corgi.engine.sampling.diffusers.Plan;
import corgi.engine.sampling.diffusers.SchedulerFactory;
import corgi.engine.sampling.diffusers.SchedulerSpec;
import corgi.engine.schedule.EdmGrid;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.Grids;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.schedule.Spacing;
import java.util.List;
import java.util.Map;

/**
 * Runs of a model with a scheduler's configuration.
 *
 * @param config as stored
 * @param spacing of times where the configuration says none
 * @param clipping of x̂₀ where Corgi's own samplers run
 */
record ScheduledPlanner(ScheduleConfig config, Spacing spacing, Clipping clipping)
    implements Planner {
  @Override
  public Route route(Course course) {
    if (course.sampler() == null) {
      ScheduleConfig asked = course.scheduler() == null ? config : course.scheduler().over(config);
      checkFits(asked);
      return new Route(SchedulerFactory.create(asked, course.steps()), preconditioning(asked));
    }
    Sampler sampler = Plugins.create(SamplerPlugin.class, "sampler", course.sampler());
    if (config.edm() && sampler.readsTime()) {
      throw new IllegalArgumentException(
          "sampler %s: for models that know numbered steps, and this one was trained on noise of any"
                  .formatted(course.sampler().name())
              + " level (edm): use another, such as heun");
    }
    Grid grid =
        config.edm()
            ? EdmGrid.of(config).steps(course.steps())
            : Grids.spaced(config.schedule(), config.spacing(spacing), course.steps());
    return new Route(
        new Plan(new Sampling(sampler, grid), clipping, Coordinates.VARIANCE_PRESERVING),
        preconditioning(config));
  }

  private void checkFits(ScheduleConfig asked) {
    if (asked.edm() != config.edm()) {
      throw new IllegalArgumentException(
          config.edm()
              ? "%s: this model was trained on noise of any level (edm); use EDMEulerScheduler,"
                      .formatted(asked.className())
                  + " EDMDPMSolverMultistepScheduler or a sampler"
              : "%s: this model was trained on %d steps; use one without EDM, or a sampler"
                  .formatted(asked.className(), config.schedule().steps()));
    }
  }

  @Override
  public Course settled(Course course) {
    boolean open = course.sampler() == null && course.scheduler() == null;
    return open ? course.scheduler(new SchedulerSpec(config.className(), Map.of())) : course;
  }

  /**
   * Returns what a network with this configuration puts out.
   *
   * @throws IllegalArgumentException if the configuration names something unknown
   */
  static Preconditioning preconditioning(ScheduleConfig config) {
    if (config.edm()) {
      return new Edm(config.number("sigma_data", 0.5));
    }
    String name = config.predictionType();
    for (Preconditioning known : List.of(new Epsilon(), new Velocity(), new Clean())) {
      if (known.name().equals(name)) {
        return known;
      }
    }
    throw new IllegalArgumentException(
        "prediction_type '%s': must be epsilon, v_prediction or sample".formatted(name));
  }
}

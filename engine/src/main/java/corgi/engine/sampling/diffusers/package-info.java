/**
 * The schedulers of diffusers as their {@code scheduler_config.json} describes them. Each is a
 * method of {@code corgi.engine.sampling} on a grid of {@code corgi.engine.schedule}; a family only
 * reads the configuration. What the reference does against its papers is a named option of the
 * method, set here and nowhere else. Facts are those of diffusers 0.39.
 *
 * <p>How to add a scheduler: implement {@link corgi.engine.sampling.diffusers.SchedulerFamily} in
 * one file and register it with {@code @AutoService}, with the keys its class does not know; the
 * recorded trajectories find it by its class name.
 */
package corgi.engine.sampling.diffusers;

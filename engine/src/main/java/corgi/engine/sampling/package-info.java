/**
 * Numerical methods and the one loop that runs them.
 *
 * <p>How to add a sampler: one record that implements {@link corgi.engine.sampling.Sampler}, cites
 * its paper and registers a {@link corgi.engine.sampling.SamplerPlugin}, whose {@link
 * corgi.engine.sampling.Method} is listed by {@code corgi samplers}; its test implements {@code
 * SamplerLaws} and checks one step against a value computed by hand.
 */
package corgi.engine.sampling;

/**
 * The analytic world: data for which every quantity of the theory has a closed form, so that laws
 * about samplers and guidance are checked in milliseconds and without weights. {@link
 * corgi.engine.analytic.GaussianMixture} is the data; it makes denoisers, networks of every
 * prediction type and the exact noisy classifier. {@link corgi.engine.analytic.Times} gives levels
 * and grids to run on.
 */
package corgi.engine.analytic;

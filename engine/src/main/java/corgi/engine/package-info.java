/**
 * The diffusion engine: contracts, maths, networks, data, training, generation, checkpoints. See
 * the packages, from {@code tensor} up.
 */
package corgi.engine;

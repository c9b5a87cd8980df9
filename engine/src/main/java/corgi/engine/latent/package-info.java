/**
 * Pictures as the latents of an autoencoder, so that a diffusion model can be trained on them as on
 * any data set: Rombach et al. 2022 (2112.10752). {@link corgi.engine.latent.LatentPictures} is the
 * data set, {@link corgi.engine.latent.LatentCache} where what the encoder says of every picture is
 * kept.
 */
package corgi.engine.latent;

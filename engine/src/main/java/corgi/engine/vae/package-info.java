/**
 * The variational autoencoder that latent diffusion works in: {@link
 * corgi.engine.vae.AutoencoderKl} maps an image to a {@link corgi.engine.vae.DiagonalGaussian} over
 * latents and a latent to an image; {@link corgi.engine.vae.LatentScaling} is what stands between
 * the two and the U-Net. The residual blocks and the attention are those of {@link
 * corgi.engine.unet}.
 *
 * <p>How to add an option: its key in {@link corgi.engine.vae.AutoencoderConfig}, read and written
 * by {@code AutoencoderJson}, and the block that honours it.
 */
package corgi.engine.vae;

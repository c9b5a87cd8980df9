/**
 * The networks of OpenAI's guided-diffusion: {@link corgi.engine.unet.adm.AdmUNet}, which draws,
 * and {@link corgi.engine.unet.adm.AdmClassifier}, which says what a noisy image shows. {@code
 * AdmConfig} reads the arguments of the published constructors. To add a kind of pooling, add a
 * {@code Pool.Kind}.
 */
package corgi.engine.unet.adm;

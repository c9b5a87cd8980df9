/**
 * One configurable U-Net, equal to diffusers' {@code UNet2DModel} and {@code UNet2DConditionModel}.
 * {@link corgi.engine.unet.UNet} is the whole on a screen: {@code NoiseEmbedding} is what every
 * block is told, {@code Contracting}, {@code Middle} and {@code Expanding} are the ways down and
 * up.
 *
 * <p>{@link corgi.engine.unet.ResBlock}, {@link corgi.engine.unet.SpatialAttention}, {@link
 * corgi.engine.unet.Downsample} and {@link corgi.engine.unet.Upsample} also make autoencoders.
 *
 * <p>How to add a block: a class that is a {@code Block}, made by {@code Layers} for its {@link
 * corgi.engine.unet.LevelType}. How to add a setting: a component of the record that it belongs to
 * in {@link corgi.engine.unet.UNetConfig}, read by {@code UNetConfigReader} and written by {@code
 * UNetConfigWriter} under its key.
 */
package corgi.engine.unet;

/**
 * One configurable U-Net. {@link corgi.engine.unet.UNet} is the whole on a screen; {@code ResBlock}
 * and {@code Transformer2d} are what it is made of.
 *
 * <p>How to add a block: a class with a {@code forward(Pass, NDArray)}, made by {@code Layers}, and
 * its key in {@link corgi.engine.unet.UNetConfig}.
 */
package corgi.engine.unet;

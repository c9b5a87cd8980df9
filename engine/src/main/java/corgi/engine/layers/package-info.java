/**
 * Named parameters and the few layers that hold them. A block takes a {@link
 * corgi.engine.layers.Scope}, declares its parameters under the names checkpoints use, and is a
 * function of a {@link corgi.engine.tensor.TensorOps} and arrays afterwards.
 *
 * <p>How to add a layer: a final class that declares its {@link corgi.engine.layers.Parameter}s in
 * the constructor and has one {@code forward}.
 */
package corgi.engine.layers;

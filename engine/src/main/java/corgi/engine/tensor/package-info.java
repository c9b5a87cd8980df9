/**
 * Arrays, native memory, noise and the operations networks are made of.
 *
 * <p>{@link corgi.engine.tensor.Tensors} frees what a formula made and differentiates; {@link
 * corgi.engine.tensor.Slot} keeps one array beyond a step; {@link corgi.engine.tensor.Noise} is the
 * only source of randomness; {@link corgi.engine.tensor.TensorOps} is the vocabulary of the
 * networks. This is the only package that touches the internals of DJL's PyTorch engine.
 *
 * <p>How to add an operation: a method in {@code TensorOps}, one line of TorchScript in {@code
 * ScriptOps}, the same in plain DJL in {@code PlainOps}; the test compares the two.
 */
package corgi.engine.tensor;

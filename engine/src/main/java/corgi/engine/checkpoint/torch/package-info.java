/**
 * Files of PyTorch, read in Java and without executing anything. {@link
 * corgi.engine.checkpoint.torch.TorchFile} opens one; below it, a zip directory that trusts nothing
 * and a pickle machine that knows a short list of names.
 *
 * <p>How to add a name that checkpoints need: a line in {@code Globals}, with what the name makes.
 */
package corgi.engine.checkpoint.torch;

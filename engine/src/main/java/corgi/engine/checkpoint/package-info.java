/**
 * Models on disk. {@link corgi.engine.checkpoint.SafetensorsFile} and {@link
 * corgi.engine.checkpoint.SafetensorsWriter} read and write named tensors; files come into being by
 * {@link corgi.engine.checkpoint.AtomicFile}, completely or not at all. A stored file is never
 * trusted: sizes are checked before anything is allocated, and every complaint is one line that
 * names the file, the tensor, the value found and the one expected.
 *
 * <p>How to add an element type: a constant in {@link corgi.engine.checkpoint.StoredType} with its
 * size and its reading.
 */
package corgi.engine.checkpoint;

/**
 * Models on disk. {@link corgi.engine.checkpoint.CheckpointFolder} opens a stored model, a folder
 * or a set of resources laid out as diffusers lays them out, and {@link
 * corgi.engine.checkpoint.CheckpointWriter} writes one; {@link corgi.engine.checkpoint.Provenance}
 * says how it was made. Below them, {@link corgi.engine.checkpoint.SafetensorsFile} and {@link
 * corgi.engine.checkpoint.SafetensorsWriter} read and write named tensors, and {@link
 * corgi.engine.checkpoint.ParameterFile} fits them to a network.
 *
 * <p>Files and folders come into being completely or not at all. A stored file is never trusted:
 * sizes are checked before anything is allocated, and every complaint is one line that names the
 * file, the tensor or key, the value found and the one expected.
 *
 * <p>How to add an element type: a constant in {@link corgi.engine.checkpoint.StoredType} with its
 * size and its reading. How to record more about a model: a component in one of the records of
 * {@code Provenance}, and a line in the model card.
 */
package corgi.engine.checkpoint;

/**
 * Models that others wrote. {@link corgi.engine.checkpoint.convert.ModelInspection} says what a
 * model is without reading its weights, and {@link corgi.engine.checkpoint.convert.ModelConversion}
 * makes diffusers folders of them. A conversion is a new name and shape for rows of stored tensors,
 * {@link corgi.engine.checkpoint.convert.Piece}: no number is computed, and one tensor at a time is
 * in memory.
 *
 * <p>How to add an architecture: a class that tells it by the names of its tensors and returns a
 * {@link corgi.engine.checkpoint.convert.ForeignModel}, and a line in {@code ForeignFile}.
 */
package corgi.engine.checkpoint.convert;

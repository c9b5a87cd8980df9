/**
 * Captioned and labelled pictures behind one contract, {@link corgi.engine.data.Dataset}: an
 * example is a pure function of its index, so any thread may compose it and training can go on
 * where it stopped.
 *
 * <p>{@link corgi.engine.data.Portraits}, the default, composes emoji heads with glasses, masks and
 * hats. It can hold pairs of figure and accessory out of training ({@link
 * corgi.engine.data.Split}), says exactly what a picture shows (its labels) and says so in words;
 * {@link corgi.engine.data.Captions} reads such words back. {@link corgi.engine.data.Pictures}
 * turns pictures into images and images into contact sheets.
 *
 * <p>{@link corgi.engine.data.Emoji} has thousands of named icons in up to twelve drawing styles,
 * read from the vector drawings of others, whose licences it states for the styles in use.
 *
 * <p>How to add yours: one class that implements {@code Dataset}, one small {@link
 * corgi.engine.data.DatasetPlugin} that opens it, annotated
 * {@code @AutoService(DatasetPlugin.class)}, and a test that implements {@code DatasetLaws}. It is
 * then known by its name to everything that opens a data set by {@link corgi.engine.data.Datasets}.
 */
package corgi.engine.data;

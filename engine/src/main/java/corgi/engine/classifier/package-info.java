/**
 * Classifiers of clean pictures that others made, for guidance through the estimate of the clean
 * picture.
 *
 * <p>How to add a format: one class that implements {@link corgi.engine.model.CleanClassifier} and
 * one {@link corgi.engine.model.CleanClassifierPlugin} that recognises its files.
 */
package corgi.engine.classifier;

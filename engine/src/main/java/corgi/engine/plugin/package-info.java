/**
 * How strategies, samplers and data sets are found by name. A kind of plug-in is a small interface
 * that extends {@link corgi.engine.plugin.Plugin}.
 *
 * <p>How to add yours: implement the kind's interface in the file of the thing itself, annotate it
 * {@code @AutoService}, and it is known.
 */
package corgi.engine.plugin;

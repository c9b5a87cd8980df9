/**
 * Sweeps: the product of any options of {@code gen}, drawn, measured and shown.
 *
 * <p>{@link corgi.eval.sweep.Axes} are multiplied out by {@link corgi.eval.sweep.SweepPlan} into
 * cells, each of them arguments of {@code gen}; a {@link corgi.eval.sweep.Asked.Reader} makes
 * requests of these. {@link corgi.eval.sweep.Sweep} asks the models about every cell, names it
 * after all that its pictures depend on ({@code Address}), draws what its folder does not have, has
 * a {@link corgi.eval.sweep.Scorer} measure the pictures, and writes {@code results.json}, {@code
 * results.csv} and {@code report.html}.
 *
 * <p>How to add yours: an option of {@code gen} is an axis once it stands in {@code AxisNames}; a
 * part of the report is a script among the resources, which {@code ReportPage} puts into the page.
 */
package corgi.eval.sweep;

/**
 * Guidance strategies, one file each. {@link corgi.guidance.ClassifierFree} is the one to read
 * first; {@link corgi.guidance.NoGuidance} is what γ = 0 means; {@link
 * corgi.guidance.AdaptiveProjected} shows memory that lasts a run. {@link corgi.guidance.Interval},
 * {@link corgi.guidance.Rescaled} and {@link corgi.guidance.Thresholded} wrap another strategy.
 *
 * <p>How to add yours:
 *
 * <ol>
 *   <li>One file here: a class that implements {@link corgi.engine.model.Guidance}, opens with its
 *       paper, and holds a nested {@link corgi.engine.model.GuidancePlugin} (or, if it wraps
 *       another strategy, {@link corgi.engine.model.ModifierPlugin}) annotated
 *       {@code @AutoService}. It is then known by its name on the command line.
 *   <li>A test that implements {@code StrategyLaws} (or {@code ModifierLaws}) and checks one value
 *       worked out by hand.
 * </ol>
 */
package corgi.guidance;

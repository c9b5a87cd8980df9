/**
 * How good pictures are, in numbers.
 *
 * <p>{@link corgi.eval.Scoring} reads sets of PNG files, of which each says what was asked for
 * ({@link corgi.eval.Asked}). An {@link corgi.eval.AttributeClassifier}, which {@link
 * corgi.eval.AttributeTrainer} trains on real pictures, says what they show; a {@link
 * corgi.eval.FeatureExtractor}, by default the same, gives vectors to compare them by. What is kept
 * of them is the {@link corgi.eval.Evidence}, of which every {@link corgi.eval.Metric} asks one
 * thing; its {@link corgi.eval.Measurement}s say whose features they rest on, how sure they are
 * ({@link corgi.eval.Bootstrap}) and which real pictures they compare with ({@link
 * corgi.eval.Reference}). A {@link corgi.eval.Question} is a prompt with a right answer.
 *
 * <p>The formulas are there without files, too: {@link corgi.eval.FrechetDistance#between}, {@link
 * corgi.eval.KernelDistance}, {@link corgi.eval.PrecisionRecall#of}, {@link
 * corgi.eval.DensityCoverage#of}, {@link corgi.eval.InceptionScore#of}, {@link
 * corgi.eval.PeakSignalToNoise} and {@link corgi.eval.StructuralSimilarity}; {@link
 * corgi.eval.RunningMoments} for more features than fit in memory.
 *
 * <p>How to add yours: one class that implements {@code Metric}, or {@code PictureMetric} if it is
 * a mean over pictures, opens with its citation, and has {@code @AutoService(Metric.class)}; and a
 * test that implements {@code MetricLaws} with a value worked out by hand. New features: a {@code
 * FeatureExtractor} and the plug-in that recognises its files.
 */
package corgi.eval;

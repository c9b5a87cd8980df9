/**
 * How good pictures are, in numbers.
 *
 * <p>{@link corgi.eval.AttributeTrainer} trains an {@link corgi.eval.AttributeClassifier} on real
 * pictures; it says what a picture shows and has the features that pictures are compared by. A
 * {@link corgi.eval.Question} is a prompt with what a right picture shows, a {@link
 * corgi.eval.Sample} are pictures that were drawn for some, and each {@link corgi.eval.Measure}
 * asks one thing of them. Real pictures measured the same way say what is good.
 *
 * <p>What the field reports about any features or pictures is there, too, without a sample: {@link
 * corgi.eval.FrechetDistance#between}, {@link corgi.eval.KernelDistance}, {@link
 * corgi.eval.PrecisionRecall}, {@link corgi.eval.InceptionScore}, {@link
 * corgi.eval.PeakSignalToNoise} and {@link corgi.eval.StructuralSimilarity}; {@link
 * corgi.eval.RunningMoments} for more features than fit in memory.
 *
 * <p>How to add yours: one class that implements {@code Measure}, or {@code PictureMeasure} if it
 * is a mean over pictures, opens with its citation, and has {@code @AutoService(Measure.class)};
 * and a test with a value worked out by hand.
 */
package corgi.eval;

/**
 * Training: our own loop, because DJL's has neither gradient clipping by norm, nor warm-up, nor a
 * moving average, nor an exact resume. {@link corgi.engine.training.Trainer} is the loop; {@code
 * BatchComposer} says what a step sees, {@code Objective} what it is trained towards, {@code
 * LossWeight} how much each level of noise counts, {@code EmaSchedule} what is kept. {@code
 * HybridLoss} and {@code VariationalBound} train networks that learn variances, too.
 *
 * <p>How to add a loss: a record that implements {@code TrainingLoss}; how to add a weight: one
 * that implements {@code LossWeight}.
 */
package corgi.engine.training;

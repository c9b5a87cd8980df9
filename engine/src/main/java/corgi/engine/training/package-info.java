/**
 * Training: our own loop, because DJL's has neither gradient clipping by norm, nor warm-up, nor a
 * moving average, nor an exact resume. {@link corgi.engine.training.Trainer} is the loop; {@code
 * BatchComposer} says what a step sees, {@code Objective} what it is trained towards.
 *
 * <p>How to add an objective: a record beside {@code Objective} with the same {@code loss}.
 */
package corgi.engine.training;

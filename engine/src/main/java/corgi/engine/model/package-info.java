/**
 * Models and the contracts that steer them. A strategy lists {@link
 * corgi.engine.model.Evaluation}s, {@link corgi.engine.model.ConditionalModel} answers them in one
 * batched pass, and the strategy combines the answers into one clean image.
 *
 * <p>How to add a strategy: see {@link corgi.engine.model.Guidance} and the package {@code
 * corgi.guidance}. How to add a prediction type: permit one more record in {@link
 * corgi.engine.model.Preconditioning}.
 */
package corgi.engine.model;

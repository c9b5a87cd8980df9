/**
 * What a network is told about an image besides its noise: its caption, its class, the part of it
 * that is kept, where points of it are. Each is a {@link corgi.engine.condition.Condition}, which
 * turns a {@link corgi.engine.condition.Scene} (an example in training, a request in drawing) into
 * numbers for one or more {@link corgi.engine.condition.Port}s of the network; {@link
 * corgi.engine.condition.Conditions} joins several. Each is left out in training by a probability
 * of its own, so that each can be steered by a γ of its own.
 *
 * <p>How to add yours: one class that implements {@code Condition}, with a nested {@link
 * corgi.engine.condition.ConditionPlugin} annotated {@code @AutoService(ConditionPlugin.class)},
 * and a test that implements {@code ConditionLaws}.
 */
package corgi.engine.condition;

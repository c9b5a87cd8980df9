/**
 * Data sets behind one contract, {@link corgi.engine.data.Dataset}.
 *
 * <p>How to add yours: one class that implements it, registered for {@code ServiceLoader} by a
 * {@code @AutoService(DatasetPlugin.class)} factory, and a test that implements {@code
 * DatasetLaws}.
 */
package corgi.engine.data;

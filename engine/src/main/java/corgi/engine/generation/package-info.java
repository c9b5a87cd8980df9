/**
 * From words to pictures, assembled: {@link corgi.engine.generation.Corgi} loads a model and
 * answers a {@link corgi.engine.generation.Request} with a {@link
 * corgi.engine.generation.Generation}.
 *
 * <pre>{@code
 * try (Corgi corgi = Corgi.load("portraits-64")) {
 *   corgi.generate(Request.of("a cat wearing sunglasses").gamma(10).seed(7))
 *       .first()
 *       .save(Path.of("cat.png"));
 * }
 * }</pre>
 *
 * <p>Every picture is drawn in forward passes of its own and on a fixed number of threads, so that
 * its bytes depend on its seed and request alone. Its {@link corgi.engine.generation.Recipe} says
 * what they depend on and travels in the PNG file.
 *
 * <p>How to add a strategy or a sampler: not here; both are found by name. How to add a setting of
 * the request: the record it belongs to, its line in {@code RecipeJson} (or {@code GivensJson}, for
 * what is given besides words), and the test that reads back what was written.
 */
package corgi.engine.generation;

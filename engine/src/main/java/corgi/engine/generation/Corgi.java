package corgi.engine.generation;

import corgi.engine.checkpoint.Checkpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A loaded model that draws what it is asked for: the entry for Java users.
 *
 * <pre>{@code
 * try (Corgi corgi = Corgi.load("portraits-64")) {
 *   Generation cats = corgi.generate(Request.of("a cat wearing sunglasses").gamma(10).seed(7));
 *   cats.first().save(Path.of("cat.png"));
 * }
 * }</pre>
 *
 * <p>Threads may share one.
 */
public final class Corgi implements AutoCloseable {
  private final LoadedModel model;

  private Corgi(LoadedModel model) {
    this.model = model;
  }

  /**
   * Loads a model with the default arithmetic.
   *
   * @param model the name of an embedded model, or the path of a model folder
   * @throws IOException if there is no such model or it is damaged; the message says where
   */
  public static Corgi load(String model) throws IOException {
    return load(Setup.of(model));
  }

  /**
   * Loads a model.
   *
   * @throws IOException if there is no such model or it is damaged; the message says where
   * @throws IllegalArgumentException if the device is not there, or the model needs a text encoder
   *     that is not
   */
  public static Corgi load(Setup setup) throws IOException {
    return new Corgi(LoadedModel.load(setup));
  }

  /** What was loaded, with its device settled. */
  public Setup setup() {
    return model.setup();
  }

  /**
   * What a model that Corgi trained says of itself: its network, its schedule and what it was made
   * from. Models of others say nothing.
   */
  public Optional<Checkpoint> checkpoint() {
    return model.checkpoint();
  }

  /** Returns a request for one picture with seed 0 and what suits this model elsewhere. */
  public Request request(String prompt) {
    Defaults defaults = model.model().defaults();
    return Request.of(prompt).with(defaults.steering()).with(defaults.course());
  }

  /**
   * Draws.
   *
   * @throws IllegalArgumentException if the request names something unknown or out of range
   */
  public Generation generate(Request request) {
    return generate(request, Progress.NONE);
  }

  /**
   * Draws, while somebody watches.
   *
   * @throws IllegalArgumentException if the request names something unknown or out of range
   * @throws corgi.engine.sampling.CancelledException if {@code progress} cancelled
   */
  public Generation generate(Request request, Progress progress) {
    return generate(List.of(request), progress).get(0);
  }

  /**
   * Draws what several requests ask for, as many pictures at once as there are cores.
   *
   * @return one generation for each request, in their order
   * @throws IllegalArgumentException if a request names something unknown or out of range; then
   *     nothing is drawn
   * @throws corgi.engine.sampling.CancelledException if {@code progress} cancelled
   */
  public List<Generation> generate(List<Request> requests, Progress progress) {
    return order(requests).draw(progress);
  }

  /**
   * Checks what can be checked before anything is drawn.
   *
   * @return what draws them; this must not be closed before that is done
   * @throws IllegalArgumentException if a request names something unknown or out of range
   */
  public Order order(List<Request> requests) {
    return new Order(model, requests);
  }

  /**
   * Returns what the pictures of a request will say of themselves, without drawing; with all its
   * seeds.
   */
  public Recipe recipe(Request request) {
    return Order.recipe(model, Order.settled(model, request));
  }

  /**
   * Returns how often one picture of a request will evaluate a network, without drawing. Samplers
   * that choose their own steps, and strategies that ask again, ask more often.
   *
   * @throws IllegalArgumentException if the request names something unknown or out of range
   */
  public long evaluations(Request request) {
    return new Painter(model.model(), request).evaluations();
  }

  /** Returns what is strange about a request, one line each, without drawing. */
  public List<String> warnings(Request request) {
    return Order.warnings(model, request);
  }

  /** Returns how a request is understood where that is not plain, one line each. */
  public List<String> remarks(Request request) {
    return model.model().prompting().remarks(request);
  }

  /** Returns the version of Corgi. */
  public static String version() {
    try (InputStream in = Corgi.class.getResourceAsStream("version.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    model.close();
  }
}

package corgi.engine.generation;

import corgi.engine.checkpoint.Checkpoint;
import corgi.engine.data.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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
   * Checks what can be checked before anything is drawn.
   *
   * @throws IllegalArgumentException if a request names something unknown or out of range
   */
  public void check(List<Request> requests) {
    commissions(requests);
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
    List<Commission> commissions = commissions(requests);
    long steps = commissions.stream().mapToLong(one -> one.request().steps()).sum();
    int threads = model.model().habits().threads();
    Crew crew = new Crew(threads);
    Tally tally = new Tally(progress, crew, steps);
    Drawing[] drawings = new Drawing[commissions.size()];
    int workers = model.model().device().isGpu() ? 1 : crew.workers(drawings.length);
    crew.work(
        drawings.length,
        workers,
        i -> {
          drawings[i] = draw(commissions.get(i), tally);
          tally.drawn(i, drawings[i]);
        });
    List<Generation> made = new ArrayList<>();
    int first = 0;
    for (Request request : requests) {
      int next = first + request.seeds().size();
      made.add(new Generation(Arrays.asList(drawings).subList(first, next), warnings(request)));
      first = next;
    }
    return made;
  }

  /** One picture to be drawn; the request has one seed. */
  private record Commission(Painter painter, Request request) {}

  private List<Commission> commissions(List<Request> requests) {
    List<Commission> commissions = new ArrayList<>();
    for (Request asked : requests) {
      Painter painter = new Painter(model.model(), asked);
      Request request = settled(asked);
      request.seeds().forEach(seed -> commissions.add(new Commission(painter, request.seed(seed))));
    }
    return commissions;
  }

  private Drawing draw(Commission commission, Tally tally) {
    long begun = System.nanoTime();
    Request request = commission.request();
    Evaluations counted = new Evaluations(tally);
    Picture picture = commission.painter().paint(request.seeds().get(0), counted);
    double seconds = (System.nanoTime() - begun) / 1e9;
    return new Drawing(picture, written(request), seconds, counted.count());
  }

  private Recipe written(Request request) {
    return new Recipe(request, model.setup(), model.weights(), version());
  }

  /**
   * Returns what the pictures of a request will say of themselves, without drawing; with all its
   * seeds.
   */
  public Recipe recipe(Request request) {
    return written(settled(request));
  }

  private Request settled(Request asked) {
    Planner planner = model.model().habits().planner();
    return asked.with(planner.settled(asked.course())).with(asked.givens().settled());
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
    List<String> warnings = new ArrayList<>();
    if (request.steering().gamma() < 0) {
      warnings.add(
          "gamma = %s is negative: steering away from the prompt"
              .formatted(request.steering().gamma()));
    }
    warnings.addAll(model.model().prompting().warnings(request));
    return warnings;
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

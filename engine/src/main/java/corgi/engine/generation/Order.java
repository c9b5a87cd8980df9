package corgi.engine.generation;

import corgi.engine.data.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Requests that were checked, and all that is needed to draw them. */
public final class Order {
  private final LoadedModel model;
  private final List<Request> requests;
  private final List<Commission> commissions = new ArrayList<>();

  /** One picture to be drawn; the request has one seed. */
  private record Commission(Painter painter, Request request) {}

  /**
   * @throws IllegalArgumentException if a request names something unknown or out of range
   */
  Order(LoadedModel model, List<Request> requests) {
    this.model = model;
    this.requests = List.copyOf(requests);
    for (Request asked : requests) {
      Painter painter = new Painter(model.model(), asked);
      Request request = settled(model, asked);
      request.seeds().forEach(seed -> commissions.add(new Commission(painter, request.seed(seed))));
    }
  }

  /**
   * Draws, as many pictures at once as there are cores.
   *
   * @return one generation for each request, in their order
   * @throws corgi.engine.sampling.CancelledException if {@code progress} cancelled
   */
  public List<Generation> draw(Progress progress) {
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
      List<Drawing> some = Arrays.asList(drawings).subList(first, next);
      made.add(new Generation(some, warnings(model, request)));
      first = next;
    }
    return made;
  }

  private Drawing draw(Commission commission, Tally tally) {
    long begun = System.nanoTime();
    Request request = commission.request();
    Evaluations counted = new Evaluations(tally);
    Picture picture = commission.painter().paint(request.seeds().get(0), counted);
    double seconds = (System.nanoTime() - begun) / 1e9;
    return new Drawing(picture, recipe(model, request), seconds, counted.count());
  }

  /** Returns a request with its defaults written out. */
  static Request settled(LoadedModel model, Request asked) {
    Planner planner = model.model().habits().planner();
    return asked.with(planner.settled(asked.course())).with(asked.givens().settled());
  }

  /** Returns what a picture of a settled request says of itself. */
  static Recipe recipe(LoadedModel model, Request settled) {
    return new Recipe(settled, model.setup(), model.weights(), Corgi.version());
  }

  /** Returns what is strange about a request, one line each. */
  static List<String> warnings(LoadedModel model, Request request) {
    List<String> warnings = new ArrayList<>();
    if (request.steering().gamma() < 0) {
      warnings.add(
          "gamma = %s is negative: steering away from the prompt"
              .formatted(request.steering().gamma()));
    }
    warnings.addAll(model.model().prompting().warnings(request));
    return warnings;
  }
}

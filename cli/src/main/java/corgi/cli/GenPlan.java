package corgi.cli;

import corgi.engine.generation.Request;
import java.util.ArrayList;
import java.util.List;

/**
 * The pictures of one command: every prompt at every γ, with every seed.
 *
 * @param prompts at least one
 * @param gammas at least one
 * @param requests by prompt, then by γ; all with the same seeds
 */
record GenPlan(List<String> prompts, List<Double> gammas, List<Request> requests) {
  private static final int MOST_PICTURES = 10_000;

  /**
   * @throws IllegalArgumentException if there are too many pictures
   */
  GenPlan {
    prompts = List.copyOf(prompts);
    gammas = List.copyOf(gammas);
    requests = List.copyOf(requests);
    long pictures = (long) requests.size() * requests.get(0).seeds().size();
    if (pictures > MOST_PICTURES) {
      throw new IllegalArgumentException(
          "%d pictures: at most %d in one command".formatted(pictures, MOST_PICTURES));
    }
  }

  /** What a prompt's pictures are called: the prompt, or else the labels. */
  String title(int prompt) {
    return request(prompt, 0).words().title();
  }

  /** The seeds of every request. */
  List<Long> seeds() {
    return requests.get(0).seeds();
  }

  /** Returns the request of a prompt and a γ, by their places. */
  Request request(int prompt, int gamma) {
    return requests.get(prompt * gammas.size() + gamma);
  }

  /** Returns a name for the file of every picture, by request, then by seed. */
  List<String> names() {
    FileNames names = new FileNames();
    List<String> all = new ArrayList<>();
    for (Request request : requests) {
      for (long seed : request.seeds()) {
        all.add(names.next(request.words().title(), seed));
      }
    }
    return all;
  }

  /** Returns a name for the file of the sheet. */
  String sheetName() {
    return new FileNames().next("grid " + requests.get(0).words().title(), seeds().get(0));
  }
}

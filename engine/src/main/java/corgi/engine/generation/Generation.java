package corgi.engine.generation;

import java.util.List;

/**
 * What came of a request.
 *
 * @param drawings in the order of the request's seeds
 * @param warnings one line each: what was strange about the request, such as words cut off
 */
public record Generation(List<Drawing> drawings, List<String> warnings) {
  public Generation {
    drawings = List.copyOf(drawings);
    warnings = List.copyOf(warnings);
  }

  /** Returns the first picture. */
  public Drawing first() {
    return drawings.get(0);
  }
}

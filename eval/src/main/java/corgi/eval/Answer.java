package corgi.eval;

import java.util.Map;

/**
 * What a classifier sees where something was asked for.
 *
 * @param wanted the value of every label head that the request speaks of
 * @param seen the likeliest value of every label head
 */
public record Answer(Map<String, String> wanted, Map<String, String> seen) {
  /** Nobody asked and nobody looked. */
  static final Answer NONE = new Answer(Map.of(), Map.of());

  public Answer {
    wanted = Map.copyOf(wanted);
    seen = Map.copyOf(seen);
  }
}

package corgi.eval;

import corgi.engine.data.Picture;
import java.util.Map;

/**
 * A picture that is judged.
 *
 * @param picture the pixels
 * @param wanted the value of every label head that the prompt speaks of
 * @param reading what the classifier sees
 */
public record Subject(Picture picture, Map<String, String> wanted, Reading reading) {
  public Subject {
    wanted = Map.copyOf(wanted);
  }
}

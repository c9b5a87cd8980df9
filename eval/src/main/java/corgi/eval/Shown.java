package corgi.eval;

import java.util.Map;

/**
 * What is kept of a picture once it has been looked at.
 *
 * @param name of its file
 * @param asked what it was to show, and what it cost
 * @param answer what is seen on it
 * @param chances of the values of the classifier's first label head, summing to 1; empty without a
 *     classifier; not copied
 * @param numbers by the names of the metrics of single pictures
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
public record Shown(
    String name, Asked asked, Answer answer, double[] chances, Map<String, Double> numbers) {
  public Shown {
    numbers = Map.copyOf(numbers);
  }
}

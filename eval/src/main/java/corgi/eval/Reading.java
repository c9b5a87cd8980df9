package corgi.eval;

import java.util.Map;

/**
 * What a classifier sees in a picture.
 *
 * @param labels the likeliest value of every label head
 * @param features what it computed just before it decided, F numbers; not copied
 * @param chances of the values of the first label head, summing to 1; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
public record Reading(Map<String, String> labels, float[] features, double[] chances) {
  public Reading {
    labels = Map.copyOf(labels);
  }
}

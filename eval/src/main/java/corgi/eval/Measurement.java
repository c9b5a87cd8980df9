package corgi.eval;

/**
 * What a metric says of some pictures.
 *
 * @param name of the metric, with what it looks through
 * @param value of all pictures
 * @param low where the interval begins
 * @param high where it ends
 * @param count of pictures
 * @param reference what they were compared with, or ""
 */
public record Measurement(
    String name, double value, double low, double high, long count, String reference) {}

package corgi.engine.data;

/**
 * A picture as networks see it.
 *
 * @param channels 1 or 3
 * @param height in pixels
 * @param width in pixels
 * @param values channel by channel, row by row, in [−1, 1]; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
public record Picture(int channels, int height, int width, float[] values) {
  public Picture {
    if (values.length != channels * height * width) {
      throw new IllegalArgumentException(
          "%d values for a %d×%d×%d picture".formatted(values.length, channels, height, width));
    }
  }
}

package corgi.engine.schedule;

import java.util.stream.IntStream;

/**
 * Which times of training a run keeps, by guided-diffusion's {@code timestep_respacing}: a number
 * of times for each of several equal sections ({@code "10,15,20"}; {@code "250"} is one section),
 * {@code "ddimN"} for N times of a whole stride, or nothing for all of them. Nichol and Dhariwal
 * 2021 (2102.09672), §4, by {@code space_timesteps} of the published code.
 */
public final class Respacing {
  private static final String STRIDED = "ddim";

  private Respacing() {}

  /**
   * Returns the kept times, rising, each in [0, steps).
   *
   * @param steps the number T of training steps
   * @throws IllegalArgumentException if the respacing cannot be read or is impossible
   */
  public static int[] times(int steps, String respacing) {
    if (steps < 1) {
      throw new IllegalArgumentException("steps = " + steps + ": must be at least 1");
    }
    if (respacing.isEmpty()) {
      return IntStream.range(0, steps).toArray();
    }
    Parts parts = new Parts(steps, respacing);
    return respacing.startsWith(STRIDED) ? parts.strided() : parts.sections();
  }

  /** A respacing being read. */
  private record Parts(int steps, String respacing) {
    /** The smallest stride that keeps as many; like the reference, never one of T or beyond. */
    int[] strided() {
      int wanted = count(respacing.substring(STRIDED.length()));
      int nearest = steps;
      for (int stride = 1; stride < steps; stride++) {
        int kept = (steps + stride - 1) / stride;
        if (kept == wanted) {
          int by = stride;
          return IntStream.range(0, kept).map(i -> i * by).toArray();
        }
        nearest = Math.abs(kept - wanted) < Math.abs(nearest - wanted) ? kept : nearest;
      }
      throw bad("no whole stride keeps %d; the nearest is ddim%d".formatted(wanted, nearest));
    }

    int[] sections() {
      String[] counts = respacing.split(",", -1);
      IntStream times = IntStream.empty();
      int start = 0;
      for (int i = 0; i < counts.length; i++) {
        int size = steps / counts.length + (i < steps % counts.length ? 1 : 0);
        int wanted = count(counts[i]);
        if (wanted > size) {
          throw bad("section %d has %d steps, %d is too many".formatted(i + 1, size, wanted));
        }
        times = IntStream.concat(times, section(start, size, wanted));
        start += size;
      }
      int[] kept = times.toArray();
      if (kept.length == 0) {
        throw bad("keeps no step; at least one section needs some");
      }
      return kept;
    }

    /** Even from the section's first time to its last, added up and rounded as Python does. */
    private static IntStream section(int start, int size, int wanted) {
      double stride = wanted <= 1 ? 1 : (size - 1.0) / (wanted - 1);
      int[] times = new int[wanted];
      double at = 0;
      for (int i = 0; i < wanted; i++) {
        times[i] = start + (int) Math.rint(at);
        at += stride;
      }
      return IntStream.of(times);
    }

    private int count(String text) {
      if (!text.strip().matches("[0-9]{1,9}")) {
        throw bad(
            "'%s' is no number of steps; write one such as 250, several such as 10,15,20, or ddim25"
                .formatted(text));
      }
      return Integer.parseInt(text.strip());
    }

    private IllegalArgumentException bad(String why) {
      return new IllegalArgumentException(
          "respacing '%s' of %d steps: %s".formatted(respacing, steps, why));
    }
  }
}

package corgi.engine.generation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a request is given besides words. Each may be absent.
 *
 * @param init a picture to begin with, or null
 * @param strength how much of it is drawn anew: 0 gives it back, 1 begins from noise; or null for
 *     the preset, which needs no picture
 * @param mask which part of it is drawn anew, or null for all
 * @param points where things are to be, for models trained on points
 */
public record Givens(GivenPicture init, Double strength, Mask mask, List<NamedPoint> points) {
  /** Nothing. */
  public static final Givens NONE = new Givens(null, null, null, List.of());

  /** The strength without a mask, as in diffusers; with one it is 1. */
  public static final double STRENGTH = 0.8;

  /**
   * @throws IllegalArgumentException if the strength is out of range, or two points have one name
   */
  public Givens {
    points = List.copyOf(points);
    if (strength != null && !(strength >= 0 && strength <= 1)) {
      throw new IllegalArgumentException(
          "strength = %s: must be from 0, which keeps the picture, to 1, which draws a new one"
              .formatted(strength));
    }
    Set<String> names = new HashSet<>();
    for (NamedPoint point : points) {
      if (!names.add(point.name())) {
        throw new IllegalArgumentException("point '%s' is given twice".formatted(point.name()));
      }
    }
  }

  /** Returns this with a picture to begin with. */
  public Givens init(GivenPicture picture) {
    return new Givens(picture, strength, mask, points);
  }

  /** Returns this with another strength. */
  public Givens strength(double value) {
    return new Givens(init, value, mask, points);
  }

  /** Returns this with a mask. */
  public Givens mask(Mask other) {
    return new Givens(init, strength, other, points);
  }

  /** Returns this with other points. */
  public Givens points(List<NamedPoint> others) {
    return new Givens(init, strength, mask, others);
  }

  /**
   * Checks what belongs together.
   *
   * @throws IllegalArgumentException if strength or mask come without a picture, or the mask has
   *     another size than the picture
   */
  void check() {
    if (init == null && (strength != null || mask != null)) {
      throw new IllegalArgumentException(
          "%s without init, the picture it is about: give both or neither"
              .formatted(mask != null ? "mask" : "strength"));
    }
    if (mask != null && !mask.picture().size().equals(init.size())) {
      throw new IllegalArgumentException(
          "the mask has %s pixels and the init picture %s: both must have one size"
              .formatted(mask.picture().size(), init.size()));
    }
  }

  /**
   * Returns how many of a run's last steps are made: ⌊strength·steps⌋, as in diffusers, or all
   * where there is no picture.
   *
   * @throws IllegalArgumentException if that is none, though the strength is more than 0
   */
  int made(int steps) {
    if (init == null) {
      return steps;
    }
    double share = settled().strength;
    int made = Math.min((int) (steps * share), steps);
    if (made == 0 && share > 0) {
      throw new IllegalArgumentException(
          "strength = %s of %d steps is less than one step: at least %s, or take more steps"
              .formatted(share, steps, Math.ceil(1e4 / steps) / 1e4));
    }
    return made;
  }

  /** Returns this with the preset of a strength that was not said written out. */
  Givens settled() {
    return init == null || strength != null ? this : strength(mask == null ? STRENGTH : 1);
  }
}

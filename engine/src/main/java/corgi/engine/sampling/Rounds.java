package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.Noise;

/**
 * Counts how often a step is made, and leads back to where it left from. Lugmayr et al. 2022,
 * "RePaint" (2201.09865), §4.2; Bansal et al. 2023 (2302.07121), algorithm 1, call it
 * self-recurrence.
 */
final class Rounds {
  private static final int DRAWS = 64; // more than any method draws in a step

  /** The draw of a round that masked sampling may take for the kept part. */
  static final int KEPT_DRAW = DRAWS - 2; // the last one leads back

  private final Noise source;
  private int wanted = 1;
  private int made;

  Rounds(Noise source) {
    this.source = source;
  }

  /** A round is over; the first one's nudge says how many there are. */
  void made(Nudge nudge) {
    if (made == 0 && nudge != null) {
      wanted = nudge.rounds();
    }
    made++;
  }

  boolean goesOn() {
    return made < wanted;
  }

  /** Returns the state to leave from again: x = (α/α′)·x′ + √(σ² − (α/α′)²·σ′²)·ε. */
  NDArray back(NDArray arrived, Stage stage) {
    NoiseLevel level = stage.level();
    double ratio = level.alpha() / stage.next().alpha();
    double carried = ratio * stage.next().sigma();
    double lost = Math.sqrt(Math.max(0, level.sigma() * level.sigma() - carried * carried));
    NDArray epsilon =
        source.at(stage.index(), made * DRAWS - 1, arrived.getShape().slice(1)); // the last draw
    return arrived.mul(ratio).add(epsilon.mul(lost));
  }

  /** Noise for the round to come, which no other round draws. */
  Noise noise() {
    int before = made * DRAWS;
    return (step, draw, image) -> source.at(step, before + draw, image);
  }
}

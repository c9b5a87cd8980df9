package corgi.engine.training;

import corgi.engine.training.EmaSchedule.PowerLaw;
import java.util.Locale;

/**
 * Which moving average of the weights is kept, as it is written on a command line: {@code 0.999},
 * {@code power:gamma=6.94} or {@code power:length=0.1}.
 *
 * @param kind what the number is
 * @param value the number
 */
public record EmaSpec(Kind kind, double value) {
  private static final String POWER = "power:";

  /** The kinds of averages. */
  public enum Kind {
    /** A decay that is reached after a warm-up: {@link EmaSchedule#of}. */
    DECAY,
    /** The exponent γ of a power law. */
    GAMMA,
    /** The relative length σ_rel of a power law: its standard deviation as a share of the run. */
    LENGTH
  }

  /**
   * @throws IllegalArgumentException if the number is out of its kind's range
   */
  public EmaSpec {
    if (kind == Kind.DECAY && !(value >= 0 && value < 1)) {
      throw new IllegalArgumentException("EMA decay = " + value + ": must be in [0, 1)");
    }
    schedule(kind, value);
  }

  /** A decay with warm-up. */
  public static EmaSpec ofDecay(double decay) {
    return new EmaSpec(Kind.DECAY, decay);
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static EmaSpec parse(String text) {
    String[] parts = text.startsWith(POWER) ? text.substring(POWER.length()).split("=", 2) : null;
    Kind kind = parts == null ? Kind.DECAY : parts.length < 2 ? null : kind(parts[0]);
    if (kind == null) {
      throw unreadable(text);
    }
    try {
      return new EmaSpec(kind, Double.parseDouble(parts == null ? text : parts[1]));
    } catch (NumberFormatException e) {
      throw unreadable(text);
    }
  }

  private static Kind kind(String name) {
    return switch (name) {
      case "gamma" -> Kind.GAMMA;
      case "length" -> Kind.LENGTH;
      default -> null;
    };
  }

  private static IllegalArgumentException unreadable(String text) {
    return new IllegalArgumentException(
        "EMA '%s': must be a decay such as 0.999, power:gamma=6.94 or power:length=0.1"
            .formatted(text));
  }

  /** Returns the decay by the step. */
  public EmaSchedule schedule() {
    return schedule(kind, value);
  }

  private static EmaSchedule schedule(Kind kind, double value) {
    return switch (kind) {
      case DECAY -> EmaSchedule.of(value);
      case GAMMA -> new EmaSchedule(new PowerLaw(value), 0, 1, 0);
      case LENGTH -> new EmaSchedule(PowerLaw.ofLength(value), 0, 1, 0);
    };
  }

  /** Returns a name for a folder, such as {@code 0.999} or {@code length-0.1}. */
  public String fileName() {
    return kind == Kind.DECAY ? "" + value : name() + "-" + value;
  }

  private String name() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return kind == Kind.DECAY ? "" + value : POWER + name() + "=" + value;
  }
}

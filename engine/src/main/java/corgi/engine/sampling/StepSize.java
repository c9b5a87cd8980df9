package corgi.engine.sampling;

/**
 * How a step grows or shrinks by its errors: a controller of proportional, integral and derivative
 * terms. Söderlind 2003, "Digital filters in adaptive time-stepping", with the limiter of Söderlind
 * and Wang 2006; Crowson 2022, k-diffusion, {@code PIDStepSizeController}.
 *
 * @param proportional the coefficient of the error's change
 * @param integral the coefficient of the error itself; with it alone, the usual controller
 * @param derivative the coefficient of the change of the change
 * @param least the smallest growth that a step is accepted with, in (0, 1)
 */
public record StepSize(double proportional, double integral, double derivative, double least) {
  /** The usual controller. */
  public static final StepSize INTEGRAL = new StepSize(0, 1, 0, 0.81);

  private static final double TINY = 1e-8; // keeps an error of 0 finite

  public StepSize {
    if (!(least > 0 && least < 1)) {
      throw new IllegalArgumentException("least growth = " + least + ": must be between 0 and 1");
    }
  }

  /** Returns the memory of a run that begins with steps h of a method of the given order. */
  Control begin(double h, double order) {
    return new Control(h, order);
  }

  /** One run: the size of the step to try, and the errors that led to it. */
  final class Control {
    private final double order;
    private double h;
    private double[] inverse; // of the errors of this step and the two accepted before

    private Control(double h, double order) {
      this.h = h;
      this.order = order;
    }

    double h() {
      return h;
    }

    /** Takes note of a step's error, in units of what is tolerated; returns whether it is good. */
    boolean accepts(double error) {
      double now = 1 / (error + TINY);
      inverse = inverse == null ? new double[] {now, now, now} : inverse;
      inverse[0] = now;
      double growth =
          Math.pow(inverse[0], (proportional + integral + derivative) / order)
              * Math.pow(inverse[1], -(proportional + 2 * derivative) / order)
              * Math.pow(inverse[2], derivative / order);
      double limited = 1 + Math.atan(growth - 1);
      boolean good = limited >= least;
      if (good) {
        inverse = new double[] {inverse[0], inverse[0], inverse[1]};
      }
      h *= limited;
      return good;
    }
  }
}

package corgi.engine.schedule;

/** The noise of a trained model as a function of its time: what it was trained on. */
public interface Schedule extends Continuum {
  /** The number T of training steps; times are 0 (little noise) … T − 1 (most noise). */
  int steps();

  /** Returns the level at an integer time in [0, T). */
  NoiseLevel at(int t);

  /** Returns the level of the given κ = σ/α, whose time lies between the integers. */
  @Override
  NoiseLevel ofKappa(double kappa);
}

package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.Noise;
import corgi.engine.tensor.Slot;
import corgi.engine.tensor.Tensors;

/**
 * One way to draw: a method on a grid, and the only loop over its steps. It frees what a step made,
 * tells the listener, stops when asked, and refuses to go on from values that are not finite.
 *
 * @param sampler the method
 * @param grid the levels of a whole run
 * @param skipped how many of the first steps are left out, as where a run begins with a picture;
 *     the others keep their places
 */
public record Sampling(Sampler sampler, Grid grid, int skipped) {
  public Sampling {
    if (skipped < 0 || skipped > grid.steps()) {
      throw new IllegalArgumentException(
          "skipped = %d: must be from 0 to %d, the steps".formatted(skipped, grid.steps()));
    }
  }

  /** A whole run. */
  public Sampling(Sampler sampler, Grid grid) {
    this(sampler, grid, 0);
  }

  /** Returns the last {@code steps} of this run, from none to all. */
  public Sampling last(int steps) {
    return new Sampling(sampler, grid, grid.steps() - steps);
  }

  /** The number of steps that are made. */
  public int steps() {
    return grid.steps() - skipped;
  }

  /**
   * Returns the first state of a run that begins with a picture: x = α·x₀ + σ·ε at the level of its
   * first step, or x₀ where there is none. Meng et al. 2021, "SDEdit" (2108.01073), algorithm 1.
   *
   * @param clean x₀, (N, C, H, W)
   * @param epsilon ε, of the same shape
   */
  public NDArray start(NDArray clean, NDArray epsilon) {
    return steps() == 0 ? clean : FirstOrder.noised(clean, epsilon, stage(skipped).level());
  }

  /**
   * Returns the first state, the grid's scale times the initial noise.
   *
   * @param image the shape of one image, (C, H, W)
   */
  public NDArray start(Noise noise, Shape image) {
    return noise.at(Noise.INITIAL, 0, image).mul(grid.initialScale());
  }

  /** Draws images from noise. */
  public NDArray draw(Denoiser denoiser, Noise noise, Shape image) {
    return Tensors.scoped(() -> run(start(noise, image), denoiser, noise, Listener.NONE));
  }

  /**
   * Carries {@code x} through every step that is not skipped. Nothing is recorded for
   * differentiation but what the denoiser itself records.
   *
   * @param x the state at the first step's level, (N, C, H, W); left alone
   * @param noise for methods that add some
   * @param listener told after every step
   * @return the state at the grid's end; the caller's
   * @throws CancelledException if the listener cancelled
   * @throws NonFiniteException if an estimate or a state holds NaN or an infinity
   */
  public NDArray run(NDArray x, Denoiser denoiser, Noise noise, Listener listener) {
    return Tensors.inference(
        () ->
            Tensors.scoped(
                () -> {
                  Slot state = new Slot();
                  state.set(x);
                  Stepper stepper = sampler.begin(grid);
                  Denoiser checked = checked(denoiser);
                  for (int i = skipped; i < grid.steps(); i++) {
                    if (listener.cancelled()) {
                      throw new CancelledException(i - skipped, steps());
                    }
                    Stage stage = stage(i);
                    Tensors.scope(
                        () -> {
                          var step = new Stepper.Step(state.get(), stage, checked, noise);
                          state.set(advance(stepper, step, listener));
                        });
                  }
                  return state.get().duplicate();
                }));
  }

  /** Returns the stage of a step's first evaluation; steps count from 0. */
  public Stage stage(int i) {
    NoiseLevel before = i == 0 ? null : grid.levels().get(i - 1);
    return new Stage(grid.levels().get(i), grid.nexts().get(i), i, grid.steps(), true, before);
  }

  /** One step, made as often as its first answer asks. */
  private static NDArray advance(Stepper stepper, Stepper.Step step, Listener listener) {
    Rounds rounds = new Rounds(step.noise());
    NDArray next = arrived(round(stepper, step, rounds), step, listener);
    while (rounds.goesOn()) {
      NDArray back = rounds.back(next, step.stage());
      var again = new Stepper.Step(back, step.stage(), step.denoiser(), rounds.noise());
      next = arrived(round(stepper, again, rounds), again, listener);
    }
    return listener.stepped(step.stage(), next);
  }

  private static NDArray arrived(NDArray next, Stepper.Step step, Listener listener) {
    return listener.arrived(step.stage(), next, step.noise());
  }

  private static NDArray round(Stepper stepper, Stepper.Step step, Rounds rounds) {
    Stage stage = step.stage();
    Nudge[] nudge = new Nudge[1];
    Denoiser watched =
        (x, at) -> {
          Denoised answer = step.denoiser().denoise(x, at);
          nudge[0] = at.first() ? answer.nudge() : nudge[0];
          return answer;
        };
    NDArray arrived = stepper.step(new Stepper.Step(step.x(), stage, watched, step.noise()));
    boolean still = nudge[0] == null || nudge[0].clean() == null;
    NDArray next = still ? arrived : arrived.add(nudge[0].clean().mul(stage.next().alpha()));
    NonFiniteException.check(next, stage.next(), stage, "the state it arrives at");
    rounds.made(nudge[0]);
    return next;
  }

  private Denoiser checked(Denoiser denoiser) {
    return (x, stage) -> {
      NonFiniteException.check(x, stage.level(), stage, "the state it leaves from");
      Denoised answer = denoiser.denoise(x, stage);
      NonFiniteException.check(answer.clean(), stage.level(), stage, "the clean image x̂₀");
      if (answer.nudge() != null && answer.nudge().score() != null && !sampler.ancestral()) {
        throw new IllegalArgumentException(
            "guidance that shifts the means of steps needs ancestral ones (ddpm, or ddim:eta=1);"
                + " this sampler is "
                + sampler);
      }
      if (answer.nudge() != null && answer.nudge().rounds() > 1 && !sampler.singleStep()) {
        throw new IllegalArgumentException(
            "steps that are made several times need a sampler that does not remember earlier ones"
                + " (ddim, ddpm, euler, heun); this sampler is "
                + sampler);
      }
      return answer;
    };
  }
}

package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.Noise;

/**
 * Masked sampling with any model: whenever a step arrives, the kept part of the state is replaced
 * by the known picture as it is at that level. Lugmayr et al. 2022, "RePaint" (2201.09865),
 * algorithm 1 with jumps of one step. Where steps are made several times, the kept part gets fresh
 * noise each time, as there; where they are made once, always the noise the run began with, so that
 * it follows one path of the probability flow, as in diffusers.
 *
 * @param known the clean picture, (N, C, H, W)
 * @param drawn how much of each pixel is drawn anew, from 0 to 1, (N, 1, H, W)
 * @param epsilon the noise that the run began with, of {@code known}'s shape
 * @param rounds how often each step is made, from 1; more let the new part fit the kept one
 */
public record Repaint(NDArray known, NDArray drawn, NDArray epsilon, int rounds) {
  /** Returns {@code denoiser} asking for the rounds. */
  public Denoiser over(Denoiser denoiser) {
    if (rounds == 1) {
      return denoiser;
    }
    return (x, stage) -> {
      Denoised answer = denoiser.denoise(x, stage);
      Nudge own = Nudge.rounds(rounds);
      return answer.with(answer.nudge() == null ? own : answer.nudge().plus(own));
    };
  }

  /** Returns {@code other} with the kept part replaced before it hears of a step. */
  public Listener over(Listener other) {
    return new Listener() {
      @Override
      public NDArray arrived(Stage stage, NDArray x, Noise noise) {
        return other.arrived(stage, blend(x, kept(stage, noise)), noise);
      }

      @Override
      public NDArray stepped(Stage stage, NDArray x) {
        return other.stepped(stage, x);
      }

      @Override
      public boolean cancelled() {
        return other.cancelled();
      }
    };
  }

  private NDArray kept(Stage stage, Noise noise) {
    NoiseLevel next = stage.next();
    if (next.sigma() == 0) {
      return known.mul(next.alpha());
    }
    NDArray z =
        rounds == 1
            ? epsilon
            : noise.at(stage.index(), Rounds.KEPT_DRAW, known.getShape().slice(1));
    return FirstOrder.noised(known, z, next);
  }

  /** Returns a finished picture with the kept part of the known one, exact where all is kept. */
  public NDArray end(NDArray finished) {
    return blend(finished, known);
  }

  private NDArray blend(NDArray fresh, NDArray kept) {
    return fresh.mul(drawn).add(kept.mul(drawn.mul(-1).add(1)));
  }
}

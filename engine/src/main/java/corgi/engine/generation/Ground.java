package corgi.engine.generation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.data.Picture;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Side;
import corgi.engine.sampling.Repaint;
import corgi.engine.sampling.Sampling;
import corgi.engine.tensor.Noise;
import corgi.engine.tensor.Tensors;
import java.util.HashMap;
import java.util.Map;

/**
 * What a given picture and mask are to one run.
 *
 * @param epsilon the noise it begins with, (N, C, h, w)
 * @param clean the picture as the network has it, (N, C, h, w), or null where the run does not need
 *     it
 * @param states what of it masked sampling keeps, or null
 * @param pixels what of the finished picture is kept, or null
 * @param channels what the network is told of the mask beside its conditions, or null, (N, S, h, w)
 * @param masked whether there is a mask, whoever keeps to it
 */
record Ground(
    NDArray epsilon,
    NDArray clean,
    Repaint states,
    Repaint pixels,
    NDArray channels,
    boolean masked) {
  /**
   * Of a request's givens.
   *
   * @param state the shape of the network's states, (C, h, w)
   * @param manager owns arrays that no scope frees
   */
  static Ground of(Model model, Givens givens, Shape state, Noise noise, NDManager manager) {
    Frame frame = model.frame();
    if (givens.init() == null) {
      return new Ground(noise.at(Noise.INITIAL, 0, state), null, null, null, null, false);
    }
    PictureSize size = frame.size(state);
    NDArray picture = array(givens.init().fitted(frame.channels(), size), manager);
    Mask mask = givens.mask();
    boolean told = mask != null && model.prompting().readsMask();
    boolean unseen = told && givens.strength() == 1; // then diffusers draws no latent of it either
    NDArray clean = unseen ? null : Tensors.scoped(() -> frame.states(picture, noise));
    NDArray epsilon = noise.at(Noise.INITIAL, 0, state);
    if (mask == null) {
      return new Ground(epsilon, clean, null, null, null, false);
    }
    Repaint states = null;
    if (!told) {
      float[] drawn = coarse(mask.weights(size), size, frame.factor());
      NDArray cells = manager.create(drawn, new Shape(1, 1, state.get(1), state.get(2)));
      states = new Repaint(clean, cells, epsilon, mask.rounds());
    }
    boolean decoded = mask.kept() == Mask.Kept.DECODED;
    NDArray drawn =
        manager.create(mask.weights(size), new Shape(1, 1, size.height(), size.width()));
    Repaint pixels = decoded ? null : new Repaint(picture, drawn, null, 1);
    NDArray channels = model.prompting().channels(frame, picture, drawn, noise);
    return new Ground(epsilon, clean, states, pixels, channels, true);
  }

  /** Returns what each side is told, with what it is told of the mask. */
  Map<Side, Conditioning> over(Map<Side, Conditioning> conditions) {
    if (channels == null) {
      return conditions;
    }
    Map<Side, Conditioning> told = new HashMap<>();
    conditions.forEach((side, condition) -> told.put(side, condition.withSpatial(channels)));
    return told;
  }

  private static NDArray array(Picture picture, NDManager manager) {
    return manager.create(
        picture.values(), new Shape(1, picture.channels(), picture.height(), picture.width()));
  }

  /** An element of a state is kept as far as all of its pixels are: the most of their weights. */
  private static float[] coarse(float[] weights, PictureSize size, int factor) {
    int width = size.width() / factor;
    float[] most = new float[weights.length / (factor * factor)];
    for (int i = 0; i < weights.length; i++) {
      int cell = i / size.width() / factor * width + i % size.width() / factor;
      most[cell] = Math.max(most[cell], weights[i]);
    }
    return most;
  }

  /**
   * Returns the first state. A mask at full strength begins with noise alone, as in diffusers, so
   * that nothing of what is drawn anew shines through.
   */
  NDArray start(Sampling sampling) {
    boolean whole = clean == null || (masked && sampling.skipped() == 0);
    return whole ? epsilon.mul(sampling.grid().initialScale()) : sampling.start(clean, epsilon);
  }
}

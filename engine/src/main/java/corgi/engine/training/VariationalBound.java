package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Network;
import corgi.engine.model.Preconditioning.Coefficients;
import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.NoiseLevel;
import java.util.Arrays;
import java.util.List;

/**
 * The variational bound on −log p(x₀) in bits per dimension, term by term:
 *
 * <pre>  L_T = KL(q(x_T | x₀) ‖ N(0, 1)), L_t = KL(q(x′ | x, x₀) ‖ p(x′ | x)), L₀ = −log p(x₀ | x₁)
 * </pre>
 *
 * Ho et al. 2020 (2006.11239), eq. 5, with eq. 13 for L₀; {@code LossType.KL} of guided-diffusion.
 *
 * @param process p
 * @param scale of every term as a loss: 1, or T to estimate the whole bound by one of them
 */
public record VariationalBound(ReverseProcess process, double scale) implements TrainingLoss {
  private static final double NATS = Math.log(2); // in a bit

  /** The terms themselves. */
  public VariationalBound(ReverseProcess process) {
    this(process, 1);
  }

  /**
   * @throws IllegalArgumentException if the scale is not positive
   */
  public VariationalBound {
    if (!(scale > 0)) {
      throw new IllegalArgumentException("scale of the bound = " + scale + ": must be positive");
    }
  }

  /** Returns the bound whose every term estimates the whole: {@code RESCALED_KL}. */
  public static VariationalBound whole(ReverseProcess process) {
    return new VariationalBound(process, process.chain().steps());
  }

  /**
   * Returns L_t of each image in bits per dimension, not scaled, (N).
   *
   * @param clean x₀ of 256 grey levels in [−1, 1], (N, C, H, W)
   * @param x what the network saw, (N, C, H, W)
   * @param step what it made of it
   * @param times t of each image
   */
  public NDArray bits(NDArray clean, NDArray x, ReverseProcess.Step step, int[] times) {
    Gaussian p = step.previous();
    NDArray kl = Rows.means(process.chain().posterior(clean, x, times).kl(p));
    NDArray decoder = Rows.means(p.logProbability(clean)).neg();
    NDManager manager = x.getManager();
    NDArray last = Rows.list(times.length, b -> times[b] == 0 ? 1 : 0, manager).gt(0.5);
    return NDArrays.where(last, decoder, kl).div(manager.create((float) NATS));
  }

  /**
   * Returns L_T of each image in bits per dimension, (N); no training changes it.
   *
   * @param clean x₀, (N, C, H, W)
   */
  public NDArray priorBits(NDArray clean) {
    NDManager manager = clean.getManager();
    NoiseLevel last = process.chain().at(process.chain().steps() - 1).level();
    NDArray alpha = manager.create((float) last.alpha());
    NDArray logVariance = clean.zerosLike().add(2 * Math.log(last.sigma()));
    NDArray kl = new Gaussian(clean.mul(alpha), logVariance).klToStandardNormal();
    return Rows.means(kl).div(manager.create((float) NATS));
  }

  @Override
  public NDArray of(Network network, Noised noised, Conditioning conditioning, NDManager manager) {
    NoisyBatch batch = batch(noised, manager);
    NDArray output = batch.answer(network, conditioning);
    return ofOutput(batch, output, times(noised));
  }

  NDArray ofOutput(NoisyBatch batch, NDArray output, int[] times) {
    var step = process.step(output, batch.x(), times, Clipping.NONE);
    NDArray bits = bits(batch.clean(), batch.x(), step, times);
    return bits.mul(bits.getManager().create((float) scale));
  }

  NoisyBatch batch(Noised noised, NDManager manager) {
    List<Stage> stages = Arrays.stream(times(noised)).mapToObj(process.chain()::at).toList();
    Coefficients[] coefficients =
        stages.stream().map(process.mean()::at).toArray(Coefficients[]::new);
    NoiseLevel[] levels = stages.stream().map(Stage::level).toArray(NoiseLevel[]::new);
    return new NoisyBatch(noised.images(levels, manager), coefficients);
  }

  /** Returns the time of every picture. */
  int[] times(Noised noised) {
    return noised.times(process.chain().steps());
  }
}

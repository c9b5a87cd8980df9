package corgi.engine.vae;

import ai.djl.ndarray.NDArray;
import corgi.engine.tensor.Tensors;
import java.util.Locale;

/**
 * How an image is compared with what the decoder made of its latent: −log p(x|z) in nats, summed
 * over the image. Kingma and Welling 2013, 1312.6114, appendix C.
 */
public enum Reconstruction {
  /**
   * The cross entropy of x′ = (x + 1)/2, from 0 to 1, and the decoder's sigmoid: Bernoulli numbers,
   * whose likelihood only black and white images truly have. For decoders that end in a sigmoid.
   */
  BCE {
    @Override
    NDArray terms(Autoencoder network, NDArray raw, NDArray image) {
      NDArray target = Tensors.scale(image.add(1), 0.5);
      // −x′·log s − (1 − x′)·log(1 − s) with s = sigmoid(a), in a form that never overflows
      NDArray rest = raw.abs().neg().exp().add(1).log();
      return Tensors.scale(raw.add(raw.abs()), 0.5).sub(raw.mul(target)).add(rest);
    }

    @Override
    public double constant() {
      return 0;
    }
  },

  /** ½·(x − x̂)², values from −1 to 1: a Gaussian with σ = 1, without its constant ½·log 2π. */
  MSE {
    @Override
    NDArray terms(Autoencoder network, NDArray raw, NDArray image) {
      return Tensors.scale(network.image(raw).sub(image).square(), 0.5);
    }

    @Override
    public double constant() {
      return Math.log(2 * Math.PI) / 2;
    }
  },

  /**
   * |x − x̂|, values from −1 to 1: a Laplace distribution of scale 1, without its constant log 2.
   */
  L1 {
    @Override
    NDArray terms(Autoencoder network, NDArray raw, NDArray image) {
      return network.image(raw).sub(image).abs();
    }

    @Override
    public double constant() {
      return Math.log(2);
    }
  };

  abstract NDArray terms(Autoencoder network, NDArray raw, NDArray image);

  /** Returns what each number of an image adds to −log p(x|z) that no network can change, nats. */
  public abstract double constant();

  /**
   * Returns −log p(x|z) without its constant, (N).
   *
   * @param raw what the decoder's last layer says, (N, C, H, W)
   * @param image x, (N, C, H, W), values from −1 to 1
   * @throws IllegalArgumentException if the decoder does not end as this needs it
   */
  public NDArray of(Autoencoder network, NDArray raw, NDArray image) {
    check(network.config());
    return terms(network, raw, image).reshape(image.size(0), -1).sum(new int[] {1});
  }

  /**
   * Refuses a network whose output this cannot compare.
   *
   * @throws IllegalArgumentException saying what would be right
   */
  public void check(AutoencoderShape shape) {
    if (this == BCE && !shape.sigmoid()) {
      throw new IllegalArgumentException(
          "reconstruction bce: the decoder does not end in a sigmoid; choose mse or l1");
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

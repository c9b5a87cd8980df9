package corgi.engine.unet;

import corgi.engine.layers.Activation;

/**
 * How a U-Net embeds t.
 *
 * @param type {@code time_embedding_type}
 * @param waves the conventions of sines and cosines
 * @param size {@code time_embedding_dim}, null for a multiple of the first level's channels
 * @param activations after the embedding
 * @param guidanceSize {@code time_cond_proj_dim}: the size G of an embedded guidance scale (Meng et
 *     al. 2022, 2210.03142, §3.1), or null
 * @param steps {@code num_train_timesteps} of a learned table, or null
 */
public record TimeConfig(
    Type type,
    TimeEmbedding.Options waves,
    Integer size,
    Activations activations,
    Integer guidanceSize,
    Integer steps) {
  /** What t is turned into first. */
  public enum Type {
    /** Sines and cosines of fixed frequencies. */
    POSITIONAL,
    /** Sines and cosines of random frequencies. */
    FOURIER,
    /** A learned vector for every step. */
    LEARNED
  }

  /**
   * Activations, null for none.
   *
   * @param post {@code timestep_post_act}, of t's embedding alone
   * @param last {@code time_embedding_act_fn}, after classes and other conditions are added
   */
  public record Activations(Activation post, Activation last) {}

  /** Sines and cosines, with nothing more. */
  static TimeConfig plain(TimeEmbedding.Options waves) {
    return new TimeConfig(Type.POSITIONAL, waves, null, new Activations(null, null), null, null);
  }
}

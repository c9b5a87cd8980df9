package corgi.engine.unet;

/**
 * What a U-Net is told besides the noise level and by other means than attention.
 *
 * @param classes class labels
 * @param addition pooled text and the like
 * @param projectionSize {@code projection_class_embeddings_input_dim}, or null
 * @param tokenSize {@code encoder_hid_dim}: the size of a text token's state before it is projected
 *     to that of the attention, or null if it is not
 */
public record Conditions(
    Classes classes, Addition addition, Integer projectionSize, Integer tokenSize) {
  /** No conditions. */
  public static final Conditions NONE =
      new Conditions(
          new Classes(ClassType.NONE, null, false),
          new Addition(AdditionType.NONE, null, 64),
          null,
          null);

  /** How class labels are embedded: {@code class_embed_type}. */
  public enum ClassType {
    /** By a table if {@code num_class_embeds} says how many there are, else not at all. */
    NONE,
    /** As t is, by numbers. */
    TIMESTEP,
    /** They are embeddings. */
    IDENTITY,
    /** Vectors, by two layers. */
    PROJECTION,
    /** Vectors, by one layer. */
    SIMPLE_PROJECTION
  }

  /** What else is embedded: {@code addition_embed_type}. */
  public enum AdditionType {
    /** Nothing. */
    NONE,
    /** The text's tokens, pooled by attention. */
    TEXT,
    /** The pooled text, with the picture's size and crop. Podell et al. 2023, 2307.01952, §2.2. */
    TEXT_TIME
  }

  /**
   * Class labels.
   *
   * @param type how they are embedded
   * @param count {@code num_class_embeds}, or null
   * @param joined {@code class_embeddings_concat}: joined to the time embedding, not added
   */
  public record Classes(ClassType type, Integer count, boolean joined) {
    boolean present() {
      return type != ClassType.NONE || count != null;
    }
  }

  /**
   * Other conditions.
   *
   * @param type what is embedded
   * @param timeSize {@code addition_time_embed_dim}, or null
   * @param heads {@code addition_embed_type_num_heads}
   */
  public record Addition(AdditionType type, Integer timeSize, int heads) {}
}

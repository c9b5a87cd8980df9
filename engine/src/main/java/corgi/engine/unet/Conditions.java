package corgi.engine.unet;

/**
 * What a U-Net is told besides the noise level and by other means than attention.
 *
 * @param classes class labels
 * @param addition pooled text and the like
 * @param projectionSize {@code projection_class_embeddings_input_dim}, or null
 * @param tokens what attention reads
 */
public record Conditions(
    Classes classes, Addition addition, Integer projectionSize, Tokens tokens) {
  /** No conditions. */
  public static final Conditions NONE =
      new Conditions(
          new Classes(ClassType.NONE, null, false),
          new Addition(AdditionType.NONE, null, 64),
          null,
          new Tokens(TokenType.TEXT, null));

  /** Class labels by a table of so many vectors and nothing else, or null for nothing at all. */
  static Conditions ofClasses(Integer count) {
    return new Conditions(
        new Classes(ClassType.NONE, count, false), NONE.addition, null, NONE.tokens);
  }

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
    /** The pooled text and an image's embedding. Razzhigaev et al. 2023, 2310.03502. */
    TEXT_IMAGE,
    /** An image's embedding. */
    IMAGE,
    /** The pooled text, with the picture's size and crop. Podell et al. 2023, 2307.01952, §2.2. */
    TEXT_TIME
  }

  /** What attention reads: {@code encoder_hid_dim_type}. */
  public enum TokenType {
    /** The text's tokens. */
    TEXT,
    /** Tokens made of an image's embedding, then the text's. */
    TEXT_IMAGE,
    /** Tokens made of an image's embedding. */
    IMAGE
  }

  /**
   * What attention reads.
   *
   * @param type what it is made of
   * @param size {@code encoder_hid_dim}: the size of a text token's state, or of an image's
   *     embedding if that is all, before it is projected; null if it is not
   */
  public record Tokens(TokenType type, Integer size) {}

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

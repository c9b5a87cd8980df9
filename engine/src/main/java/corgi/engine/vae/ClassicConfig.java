package corgi.engine.vae;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.tensor.TensorOps;

/**
 * The architecture of a {@link ClassicVae}.
 *
 * @param channels of the images, 1 or 3
 * @param side height and width of the images: a multiple of 4 from {@value #LEAST} to {@value
 *     #MOST}
 * @param latent numbers in a latent, from 1 to {@value #MOST_LATENT}
 * @param variational whether the encoder has log σ², too; without it this is a plain autoencoder
 */
public record ClassicConfig(int channels, int side, int latent, boolean variational)
    implements AutoencoderShape {
  /** What {@code config.json} calls the network. */
  public static final String CLASS = "CorgiClassicVae";

  private static final int LEAST = 8;
  private static final int MOST = 256;
  private static final int MOST_LATENT = 4096;

  /** Checks the ranges. */
  public ClassicConfig {
    require(channels == 1 || channels == 3, "in_channels", channels, "1 or 3");
    require(
        side >= LEAST && side <= MOST && side % 4 == 0,
        "sample_size",
        side,
        "a multiple of 4 from %d to %d".formatted(LEAST, MOST));
    require(
        latent >= 1 && latent <= MOST_LATENT, "latent_size", latent, "from 1 to " + MOST_LATENT);
  }

  private static void require(boolean right, String key, Object value, String expected) {
    if (!right) {
      throw new IllegalArgumentException("%s = %s: must be %s".formatted(key, value, expected));
    }
  }

  /**
   * Reads a configuration that {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException naming the key that is wrong or missing
   */
  public static ClassicConfig fromJson(JsonNode json) {
    require(
        json.path("_class_name").asText().equals(CLASS),
        "_class_name",
        json.path("_class_name").asText(),
        CLASS);
    JsonNode variational = json.path("variational");
    require(variational.isBoolean(), "variational", variational, "true or false");
    return new ClassicConfig(
        integer(json, "in_channels"),
        integer(json, "sample_size"),
        integer(json, "latent_size"),
        variational.asBoolean());
  }

  private static int integer(JsonNode json, String key) {
    JsonNode value = json.path(key);
    require(value.isInt(), key, value, "an integer");
    return value.asInt();
  }

  @Override
  public ObjectNode toJson() {
    return new ObjectMapper()
        .createObjectNode()
        .put("_class_name", CLASS)
        .put("in_channels", channels)
        .put("latent_size", latent)
        .put("sample_size", side)
        .put("variational", variational);
  }

  @Override
  public Shape latent(int images) {
    require(images == side, "the images' height and width", images, "sample_size = " + side);
    return new Shape(latent);
  }

  @Override
  public boolean sigmoid() {
    return true;
  }

  @Override
  public Autoencoder build(TensorOps ops, NDManager manager) {
    return new ClassicVae(this, ops, manager);
  }
}

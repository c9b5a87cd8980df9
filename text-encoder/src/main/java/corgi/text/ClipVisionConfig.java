package corgi.text;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What {@code config.json} says of the picture encoder of a CLIP, with transformers' defaults.
 *
 * @param sizes its sizes; a position for each patch and one for the whole
 * @param activation between the two layers of a block
 * @param epsilon of the layer normalisations
 * @param image height and width of pictures in pixels
 * @param patch height and width of a patch in pixels
 * @param projection the size of what comes out
 */
record ClipVisionConfig(
    EncoderSizes sizes,
    HiddenActivation activation,
    double epsilon,
    int image,
    int patch,
    int projection) {
  private static final int LARGEST = 4096;

  ClipVisionConfig {
    if (projection < 1) {
      throw new IllegalArgumentException(
          "projection_dim = %d: must be at least 1".formatted(projection));
    }
  }

  /**
   * Reads the picture half of the configuration of a whole CLIP.
   *
   * @throws IllegalArgumentException naming the key that is wrong
   */
  static ClipVisionConfig of(JsonNode json) {
    JsonNode vision = json.path("vision_config");
    int image = JsonFile.integer(vision, "image_size", 224);
    int patch = JsonFile.integer(vision, "patch_size", 32);
    if (image < 1 || image > LARGEST || patch < 1 || image % patch != 0) {
      throw new IllegalArgumentException(
          "patch_size = %d: must divide image_size = %d, from 1 to %d"
              .formatted(patch, image, LARGEST));
    }
    if (JsonFile.integer(vision, "num_channels", 3) != 3) {
      throw new IllegalArgumentException(
          "num_channels = %s: must be 3".formatted(vision.get("num_channels")));
    }
    int side = image / patch;
    return new ClipVisionConfig(
        new EncoderSizes(
            1,
            side * side + 1,
            JsonFile.integer(vision, "hidden_size", 768),
            JsonFile.integer(vision, "intermediate_size", 3072),
            JsonFile.integer(vision, "num_hidden_layers", 12),
            JsonFile.integer(vision, "num_attention_heads", 12)),
        HiddenActivation.named(vision.path("hidden_act").asText("quick_gelu")),
        JsonFile.positive(vision, "layer_norm_eps", 1e-5),
        image,
        patch,
        JsonFile.integer(json, "projection_dim", 512));
  }
}

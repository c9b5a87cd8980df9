package corgi.text;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What {@code config.json} says of a CLIP text encoder, with transformers' defaults.
 *
 * @param sizes its sizes
 * @param activation between the two layers of a block
 * @param epsilon of the layer normalisations
 * @param eos the id whose first place is pooled; {@link #LEGACY_EOS} means the place of the
 *     greatest id, as the first converted checkpoints need
 * @param projection the size of the projection of what is pooled, or 0 for none
 * @param masked whether pipelines hide padding from the encoder: diffusers' {@code
 *     use_attention_mask}, which is false for Stable Diffusion
 */
record ClipTextConfig(
    EncoderSizes sizes,
    HiddenActivation activation,
    double epsilon,
    int eos,
    int projection,
    boolean masked) {
  /** The wrong end of text that early checkpoints carry. */
  static final int LEGACY_EOS = 2;

  private static final String PROJECTED = "CLIPTextModelWithProjection";

  ClipTextConfig {
    if (projection < 0) {
      throw new IllegalArgumentException(
          "projection_dim = %d: must not be negative".formatted(projection));
    }
  }

  /**
   * Reads the configuration of a text encoder, or the text half of that of a whole CLIP.
   *
   * @throws IllegalArgumentException naming the key that is wrong
   */
  static ClipTextConfig of(JsonNode json) {
    boolean whole = json.path("text_config").isObject();
    JsonNode text = whole ? json.get("text_config") : json;
    boolean projected = whole || json.path("architectures").toString().contains(PROJECTED);
    int projection = JsonFile.integer(whole ? json : text, "projection_dim", 512);
    return new ClipTextConfig(
        new EncoderSizes(
            JsonFile.integer(text, "vocab_size", 49408),
            JsonFile.integer(text, "max_position_embeddings", 77),
            JsonFile.integer(text, "hidden_size", 512),
            JsonFile.integer(text, "intermediate_size", 2048),
            JsonFile.integer(text, "num_hidden_layers", 12),
            JsonFile.integer(text, "num_attention_heads", 8)),
        HiddenActivation.named(text.path("hidden_act").asText("quick_gelu")),
        JsonFile.positive(text, "layer_norm_eps", 1e-5),
        JsonFile.integer(text, "eos_token_id", 49407),
        projected ? projection : 0,
        text.path("use_attention_mask").asBoolean(false));
  }
}

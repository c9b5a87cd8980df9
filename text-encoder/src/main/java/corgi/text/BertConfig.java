package corgi.text;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What {@code config.json} says of a BERT, with transformers' defaults.
 *
 * @param sizes its sizes
 * @param types how many kinds of tokens there are: of the first sentence, of the second
 * @param activation between the two layers of a block
 * @param epsilon of the layer normalisations
 */
record BertConfig(EncoderSizes sizes, int types, HiddenActivation activation, double epsilon) {
  private static final double EPSILON = 1e-12;

  BertConfig {
    if (types < 1) {
      throw new IllegalArgumentException(
          "type_vocab_size = %d: must be at least 1".formatted(types));
    }
  }

  /** A BERT as it was published, of these sizes. */
  static BertConfig published(EncoderSizes sizes) {
    return new BertConfig(sizes, 2, HiddenActivation.GELU, EPSILON);
  }

  /**
   * Reads a configuration.
   *
   * @throws IllegalArgumentException naming the key that is wrong or asks for another network
   */
  static BertConfig of(JsonNode json) {
    String positions = json.path("position_embedding_type").asText("absolute");
    if (!positions.equals("absolute")) {
      throw new IllegalArgumentException(
          "position_embedding_type = '%s': only 'absolute' is known".formatted(positions));
    }
    if (json.path("is_decoder").asBoolean(false)) {
      throw new IllegalArgumentException("is_decoder = true: only encoders are known");
    }
    return new BertConfig(
        new EncoderSizes(
            JsonFile.integer(json, "vocab_size", 30522),
            JsonFile.integer(json, "max_position_embeddings", 512),
            JsonFile.integer(json, "hidden_size", 768),
            JsonFile.integer(json, "intermediate_size", 3072),
            JsonFile.integer(json, "num_hidden_layers", 12),
            JsonFile.integer(json, "num_attention_heads", 12)),
        JsonFile.integer(json, "type_vocab_size", 2),
        HiddenActivation.named(json.path("hidden_act").asText("gelu")),
        JsonFile.positive(json, "layer_norm_eps", EPSILON));
  }
}

package corgi.text;

/**
 * The sizes of a transformer that encodes text.
 *
 * @param words V, the words and pieces that are known
 * @param positions P, the longest sequence
 * @param state C, the size of a token's state
 * @param hidden F, the width of the hidden layer of a block
 * @param blocks how many blocks
 * @param heads how many heads attention has
 */
record EncoderSizes(int words, int positions, int state, int hidden, int blocks, int heads) {
  private static final int LARGEST = 1 << 24;

  EncoderSizes {
    require("vocab_size", words);
    require("max_position_embeddings", positions);
    require("hidden_size", state);
    require("intermediate_size", hidden);
    require("num_hidden_layers", blocks);
    require("num_attention_heads", heads);
    if (state % heads != 0) {
      throw new IllegalArgumentException(
          "num_attention_heads = %d: must divide hidden_size = %d".formatted(heads, state));
    }
  }

  private static void require(String key, int value) {
    if (value < 1 || value > LARGEST) {
      throw new IllegalArgumentException(
          "%s = %d: must be between 1 and %d".formatted(key, value, LARGEST));
    }
  }
}

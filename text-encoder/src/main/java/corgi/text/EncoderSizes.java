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
  private static final int MOST_BLOCKS = 1 << 10;

  EncoderSizes {
    require("vocab_size", words, LARGEST);
    require("max_position_embeddings", positions, LARGEST);
    require("hidden_size", state, LARGEST);
    require("intermediate_size", hidden, LARGEST);
    require("num_hidden_layers", blocks, MOST_BLOCKS);
    require("num_attention_heads", heads, LARGEST);
    if (state % heads != 0) {
      throw new IllegalArgumentException(
          "num_attention_heads = %d: must divide hidden_size = %d".formatted(heads, state));
    }
  }

  private static void require(String key, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "%s = %d: must be between 1 and %d".formatted(key, value, most));
    }
  }
}

package corgi.text;

/**
 * The sizes of a BERT encoder.
 *
 * @param words V, the words and pieces that are known
 * @param positions P, the longest sequence
 * @param state C, the size of a token's state
 * @param hidden F, the width of the hidden layer of a block
 * @param blocks how many blocks
 * @param heads how many heads attention has
 */
record BertSizes(int words, int positions, int state, int hidden, int blocks, int heads) {
  /** MiniLM-L6: Wang et al. 2020, 2002.10957. */
  static final BertSizes MINI_LM = new BertSizes(30522, 512, 384, 1536, 6, 12);
}

package corgi.engine.model;

import java.util.List;

/** Turns prompts into what cross-attention reads. Implementations live in text-encoder. */
public interface TextEncoder extends AutoCloseable {
  /** The name a checkpoint records, such as {@code all-MiniLM-L6-v2}. */
  String name();

  /** The size D of a token's state. */
  int dimension();

  /** The number L of tokens that every encoding is padded or truncated to. */
  int length();

  /** How many tokens a prompt has, its special ones included, before truncation. */
  int count(String prompt);

  /**
   * Returns an encoder without the last blocks of this one, whose weights it shares and with which
   * it is closed: {@code clip_skip} in diffusers.
   *
   * @param blocks how many, from 0
   * @throws IllegalArgumentException if this cannot do with so few
   */
  default TextEncoder skipping(int blocks) {
    if (blocks != 0) {
      throw new IllegalArgumentException(
          "clip_skip = %d: %s does not skip blocks".formatted(blocks, name()));
    }
    return this;
  }

  /**
   * Encodes prompts. The rows do not depend on one another.
   *
   * @return tokens (N, L, D) and mask (N, L), on the CPU, owned by the caller's scope
   */
  Conditioning encode(List<String> prompts);

  @Override
  void close();
}

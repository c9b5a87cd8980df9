package corgi.engine.model;

import com.google.auto.service.AutoService;

/** Lets the small models of tests name {@link HashedWords}. */
@AutoService(TextEncoderPlugin.class)
public final class HashedWordsPlugin implements TextEncoderPlugin {
  /** The size of a token's state. */
  public static final int DIMENSION = 8;

  @Override
  public String name() {
    return "hashed-words";
  }

  @Override
  public String summary() {
    return "for tests";
  }

  @Override
  public TextEncoder create(int length) {
    return new HashedWords(length, DIMENSION);
  }
}

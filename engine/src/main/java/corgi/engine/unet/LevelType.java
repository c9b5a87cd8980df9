package corgi.engine.unet;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a level is made of, by the names of diffusers' blocks on the way down and up. */
public enum LevelType {
  /** Residual blocks; convolutions change the resolution. */
  PLAIN("DownBlock2D", "UpBlock2D"),

  /** Residual blocks, also for the change of resolution. */
  RESIDUAL("ResnetDownsampleBlock2D", "ResnetUpsampleBlock2D"),

  /** Pixels attend to pixels after every residual block. */
  ATTENTION("AttnDownBlock2D", "AttnUpBlock2D"),

  /** A transformer that reads the text after every residual block. */
  TRANSFORMER("CrossAttnDownBlock2D", "CrossAttnUpBlock2D"),

  /** Pixels attend to text and pixels at once; residual blocks change the resolution. */
  TEXT_AND_PIXELS("SimpleCrossAttnDownBlock2D", "SimpleCrossAttnUpBlock2D");

  private static final String OLD_PREFIX = "UNetRes"; // of the first releases

  private final String down;
  private final String up;

  LevelType(String down, String up) {
    this.down = down;
    this.up = up;
  }

  /** The block's name on the way down. */
  public String down() {
    return down;
  }

  /** The block's name on the way up. */
  public String up() {
    return up;
  }

  /** Whether text is read. */
  public boolean readsText() {
    return this == TRANSFORMER || this == TEXT_AND_PIXELS;
  }

  /** Whether residual blocks change the resolution, whatever else the configuration says. */
  boolean resamplesInBlocks() {
    return this == RESIDUAL || this == TEXT_AND_PIXELS;
  }

  static LevelType ofDown(String name) {
    return named("down_block_types", LevelType::down, name);
  }

  static LevelType ofUp(String name) {
    return named("up_block_types", LevelType::up, name);
  }

  private static LevelType named(String key, Function<LevelType, String> name, String wanted) {
    String plain = wanted.startsWith(OLD_PREFIX) ? wanted.substring(OLD_PREFIX.length()) : wanted;
    return Arrays.stream(values())
        .filter(type -> name.apply(type).equals(plain))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s has %s: this U-Net has only %s"
                        .formatted(
                            key,
                            wanted,
                            Arrays.stream(values()).map(name).collect(Collectors.joining(", ")))));
  }
}

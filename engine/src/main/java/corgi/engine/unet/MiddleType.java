package corgi.engine.unet;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What stands between the way down and the way up, by the names of diffusers' blocks. */
public enum MiddleType {
  /** Nothing. */
  NONE("null"),

  /** Residual blocks, with pixels attending to pixels in between where the class has that. */
  PLAIN("UNetMidBlock2D"),

  /** A transformer that reads the text between two residual blocks. */
  TRANSFORMER("UNetMidBlock2DCrossAttn"),

  /** Pixels attend to text and pixels at once between two residual blocks. */
  TEXT_AND_PIXELS("UNetMidBlock2DSimpleCrossAttn");

  private final String block;

  MiddleType(String block) {
    this.block = block;
  }

  /** The block's name; {@code null} as a word for none. */
  public String block() {
    return block;
  }

  /** Whether text is read. */
  public boolean readsText() {
    return this == TRANSFORMER || this == TEXT_AND_PIXELS;
  }

  static MiddleType named(String name) {
    return Arrays.stream(values())
        .filter(type -> type.block.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "mid_block_type = %s: this U-Net has only %s"
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(MiddleType::block)
                                .collect(Collectors.joining(", ")))));
  }
}

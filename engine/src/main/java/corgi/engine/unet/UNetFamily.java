package corgi.engine.unet;

import java.util.Arrays;

/** The two classes of diffusers whose configurations and weights {@link UNet} reads. */
public enum UNetFamily {
  /** Without text. {@code attention_head_dim} is the size of a head. */
  PIXELS("UNet2DModel"),

  /** With text. {@code attention_head_dim} is the number of heads, for transformers at least. */
  TEXT("UNet2DConditionModel");

  private final String className;

  UNetFamily(String className) {
    this.className = className;
  }

  /** Its {@code _class_name}. */
  public String className() {
    return className;
  }

  /** Whether there is one of that class. */
  public static boolean isKnown(String className) {
    return Arrays.stream(values()).anyMatch(family -> family.className.equals(className));
  }

  static UNetFamily named(String className) {
    return Arrays.stream(values())
        .filter(family -> family.className.equals(className))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "_class_name = %s: must be UNet2DModel or UNet2DConditionModel"
                        .formatted(className)));
  }
}

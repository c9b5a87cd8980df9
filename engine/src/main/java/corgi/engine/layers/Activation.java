package corgi.engine.layers;

import ai.djl.ndarray.NDArray;
import corgi.engine.tensor.TensorOps;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** An elementwise non-linearity, by its name in configurations. */
public enum Activation {
  /** {@link TensorOps#silu}. */
  SILU {
    @Override
    public NDArray apply(TensorOps ops, NDArray x) {
      return ops.silu(x);
    }
  },

  /** Another name for {@link #SILU}. */
  SWISH {
    @Override
    public NDArray apply(TensorOps ops, NDArray x) {
      return ops.silu(x);
    }
  },

  /** {@link TensorOps#mish}. */
  MISH {
    @Override
    public NDArray apply(TensorOps ops, NDArray x) {
      return ops.mish(x);
    }
  },

  /** {@link TensorOps#gelu}. */
  GELU {
    @Override
    public NDArray apply(TensorOps ops, NDArray x) {
      return ops.gelu(x);
    }
  },

  /** {@link TensorOps#relu}. */
  RELU {
    @Override
    public NDArray apply(TensorOps ops, NDArray x) {
      return ops.relu(x);
    }
  };

  /** Maps every element. */
  public abstract NDArray apply(TensorOps ops, NDArray x);

  /**
   * Returns the activation that a configuration names.
   *
   * @param key the key it stands under, for the message
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Activation named(String key, String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(activation -> activation.toString().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s = %s: must be one of %s"
                        .formatted(
                            key,
                            name,
                            Arrays.stream(values())
                                .map(Activation::toString)
                                .collect(Collectors.joining(", ")))));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

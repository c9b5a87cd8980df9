package corgi.engine.unet.adm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import corgi.engine.layers.Conv2d;
import corgi.engine.layers.GroupNorm;
import corgi.engine.layers.Init;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Parameter;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import java.util.List;
import java.util.Locale;

/** How a classifier makes logits of feature maps. The heads compute in float32. */
@FunctionalInterface
public interface Pool {
  /**
   * Returns logits, (N, K).
   *
   * @param outputs of every block on the way down, and of the middle
   */
  NDArray logits(TensorOps ops, List<NDArray> outputs);

  /** The published kinds. */
  enum Kind {
    /** The mean over pixels, then a linear map. */
    ADAPTIVE {
      @Override
      Pool make(Scope scope, AdmConfig config, List<Integer> kept) {
        GroupNorm norm = new GroupNorm(scope.at("0"), config.lowest(), AdmLayers.GROUPS);
        Conv2d map = Conv2d.zeroPoint(scope.at("3"), config.lowest(), config.ends().outChannels());
        return (ops, outputs) -> {
          NDArray h = ops.leave(norm.silu(ops, outputs.get(outputs.size() - 1)));
          NDArray pooled = mean(h).reshape(h.size(0), h.size(1), 1, 1);
          return map.forward(EXACT, pooled).reshape(h.size(0), -1);
        };
      }
    },

    /** The mean of the pixels attends to them all. Radford et al. 2021 (2103.00020), §2.4. */
    ATTENTION {
      @Override
      Pool make(Scope scope, AdmConfig config, List<Integer> kept) {
        return new AttentionPool(scope, config);
      }
    },

    /** Means of the feature maps of every block, then two linear maps. */
    SPATIAL {
      @Override
      Pool make(Scope scope, AdmConfig config, List<Integer> kept) {
        Linear first = Linear.of(scope.at("0"), features(config, kept), HIDDEN);
        Linear second = Linear.of(scope.at("2"), HIDDEN, config.ends().outChannels());
        return (ops, outputs) ->
            second.forward(EXACT, first.forward(EXACT, means(ops, outputs)).maximum(0));
      }
    },

    /** The same with a normalisation and SiLU between the linear maps. */
    SPATIAL_V2 {
      @Override
      Pool make(Scope scope, AdmConfig config, List<Integer> kept) {
        Linear first = Linear.of(scope.at("0"), features(config, kept), HIDDEN);
        GroupNorm norm = new GroupNorm(scope.at("1"), HIDDEN, AdmLayers.GROUPS);
        Linear second = Linear.of(scope.at("3"), HIDDEN, config.ends().outChannels());
        return (ops, outputs) -> {
          NDArray h = first.forward(EXACT, means(ops, outputs)); // (N, 2048)
          NDArray pixels = h.reshape(h.size(0), HIDDEN, 1, 1);
          return second.forward(EXACT, norm.silu(EXACT, pixels).reshape(h.size(0), HIDDEN));
        };
      }
    };

    private static final int HIDDEN = 2048;
    private static final TensorOps EXACT = TensorOps.of(Precision.FP32);

    abstract Pool make(Scope scope, AdmConfig config, List<Integer> kept);

    private static int features(AdmConfig config, List<Integer> kept) {
      return kept.stream().mapToInt(i -> i).sum() + config.lowest();
    }

    private static NDArray means(TensorOps ops, List<NDArray> outputs) {
      return NDArrays.concat(
          new NDList(outputs.stream().map(h -> mean(ops.leave(h))).toList()), 1); // (N, ΣC)
    }

    private static NDArray mean(NDArray h) {
      return h.flatten(2, 3).mean(new int[] {2}); // (N, C)
    }

    /**
     * Returns the kind of that published name.
     *
     * @throws IllegalArgumentException if there is none; the message lists them
     */
    public static Kind named(String name) {
      for (Kind kind : values()) {
        if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
          return kind;
        }
      }
      throw new IllegalArgumentException(
          "pool '%s': must be adaptive, attention, spatial or spatial_v2".formatted(name));
    }
  }

  /** The head of {@link Kind#ATTENTION}. */
  final class AttentionPool implements Pool {
    private final GroupNorm norm;
    private final Parameter positions;
    private final AdmAttention.Projections projections;
    private final Parameter weight;
    private final Parameter bias;

    AttentionPool(Scope scope, AdmConfig config) {
      int channels = config.lowest();
      norm = new GroupNorm(scope.at("0"), channels, AdmLayers.GROUPS);
      Scope head = scope.at("2");
      long side = config.ends().imageSize() >> (config.widths().size() - 1);
      // Divided by √C in the published code; uniform numbers of that order do as well.
      positions =
          head.declare(
                  "positional_embedding",
                  Init.FAN_IN,
                  channels,
                  new Shape(channels, side * side + 1))
              .embedding();
      projections =
          new AdmAttention.Projections(
              head.at("qkv_proj"),
              channels,
              config.attention().heads(channels, false),
              AdmConfig.Order.NEW);
      int k = config.ends().outChannels();
      weight = head.declare("c_proj.weight", Init.FAN_IN, channels, new Shape(k, channels, 1));
      bias = head.declare("c_proj.bias", Init.FAN_IN, channels, new Shape(k));
    }

    @Override
    public NDArray logits(TensorOps ops, List<NDArray> outputs) {
      NDArray h = ops.leave(norm.silu(ops, outputs.get(outputs.size() - 1)));
      NDArray pixels = h.reshape(h.size(0), h.size(1), -1); // (N, C, HW)
      NDArray all = pixels.mean(new int[] {2}, true).concat(pixels, 2);
      NDArray tokens = all.add(positions.array().expandDims(0)).transpose(0, 2, 1);
      NDArray mixed = projections.attend(Kind.EXACT, tokens); // (N, 1 + HW, C)
      NDArray map = weight.array().reshape(weight.shape().get(0), weight.shape().get(1));
      return Kind.EXACT.linear(mixed.get(":, 0"), map, bias.array());
    }
  }
}

package corgi.engine.unet.adm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The shape of a network of Dhariwal and Nichol 2021 (2105.05233), by the arguments of the
 * published {@code UNetModel} and {@code EncoderUNetModel}.
 *
 * @param ends what goes in and out
 * @param widths {@code channel_mult} times {@code model_channels}, from the full resolution down
 * @param modelChannels {@code model_channels}, the size of the sinusoidal time embedding
 * @param blocks {@code num_res_blocks} of a level on the way down
 * @param attention where and how
 * @param style which of two ways to do what can be done in two ways
 * @param classes {@code num_classes}, or 0 for a network without labels
 */
public record AdmConfig(
    Ends ends,
    List<Integer> widths,
    int modelChannels,
    int blocks,
    Attending attention,
    Style style,
    int classes) {
  private static final int MOST = 1 << 20;

  /** {@code image_size}, {@code in_channels}, {@code out_channels}. */
  public record Ends(int imageSize, int inChannels, int outChannels) {}

  /**
   * Attention.
   *
   * @param resolutions {@code attention_resolutions}: the factors by which an attending level is
   *     smaller than the image
   * @param heads {@code num_heads}, unless {@code headChannels} says otherwise
   * @param headChannels {@code num_head_channels}, or −1
   * @param headsUp {@code num_heads_upsample}, or −1 for as many
   * @param order how queries, keys and values are laid out
   */
  public record Attending(
      List<Integer> resolutions, int heads, int headChannels, int headsUp, Order order) {
    public Attending {
      resolutions = List.copyOf(resolutions);
    }

    /** The number of heads for so many channels. */
    int heads(int channels, boolean up) {
      int fixed = up && headsUp > 0 ? headsUp : heads;
      int count = headChannels > 0 ? channels / headChannels : fixed;
      if (count < 1 || channels % count != 0) {
        throw new IllegalArgumentException(
            "%d attention heads do not divide %d channels".formatted(count, channels));
      }
      return count;
    }
  }

  /** {@code use_new_attention_order}. */
  public enum Order {
    /** All queries, all keys, all values; heads within each. */
    NEW,
    /** Head after head; query, key and value within each. */
    LEGACY
  }

  /**
   * Two ways to do things.
   *
   * @param scaleShift {@code use_scale_shift_norm}: time scales and shifts instead of being added
   * @param blocksResample {@code resblock_updown}: residual blocks change the resolution
   * @param convResample {@code conv_resample}: convolutions do, where residual blocks do not
   */
  public record Style(boolean scaleShift, boolean blocksResample, boolean convResample) {}

  public AdmConfig {
    widths = List.copyOf(widths);
    require(widths.size(), "the number of levels", 16);
    widths.forEach(width -> require(width, "channel_mult · model_channels", MOST));
    require(modelChannels, "model_channels", MOST);
    require(blocks, "num_res_blocks", 64);
    require(ends.imageSize(), "image_size", MOST);
    require(ends.inChannels(), "in_channels", MOST);
    require(ends.outChannels(), "out_channels", MOST);
    if (classes < 0 || classes > MOST) {
      throw new IllegalArgumentException("num_classes = %d: must be at least 0".formatted(classes));
    }
  }

  private static void require(int value, String key, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "%s = %d: must be from 1 to %d".formatted(key, value, most));
    }
  }

  /** The size of the time embedding that residual blocks are given. */
  int embedding() {
    return 4 * modelChannels;
  }

  /** Whether a level attends; level 0 has the image's size. */
  boolean attends(int level) {
    return attention.resolutions().contains(1 << level);
  }

  /** Channels of the lowest level. */
  int lowest() {
    return widths.get(widths.size() - 1);
  }

  /** Reads the constructor's arguments; absent ones have the published defaults. */
  public static AdmConfig fromJson(JsonNode json) {
    refuse(json, "dims", 2);
    int base = json.path("model_channels").asInt(0);
    List<Integer> widths = new ArrayList<>();
    if (json.hasNonNull("channel_mult")) {
      json.get("channel_mult").forEach(mult -> widths.add((int) Math.rint(mult.asDouble() * base)));
    } else {
      List.of(1, 2, 4, 8).forEach(mult -> widths.add(mult * base));
    }
    List<Integer> resolutions = new ArrayList<>();
    json.path("attention_resolutions").forEach(factor -> resolutions.add(factor.asInt()));
    return new AdmConfig(
        new Ends(
            json.path("image_size").asInt(0),
            json.path("in_channels").asInt(0),
            json.path("out_channels").asInt(0)),
        widths,
        base,
        json.path("num_res_blocks").asInt(0),
        new Attending(
            resolutions,
            json.path("num_heads").asInt(1),
            json.path("num_head_channels").asInt(-1),
            json.path("num_heads_upsample").asInt(-1),
            json.path("use_new_attention_order").asBoolean(false) ? Order.NEW : Order.LEGACY),
        new Style(
            json.path("use_scale_shift_norm").asBoolean(false),
            json.path("resblock_updown").asBoolean(false),
            json.path("conv_resample").asBoolean(true)),
        json.path("num_classes").asInt(0));
  }

  /** Returns the constructor's arguments, which {@link #fromJson} reads. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("image_size", ends.imageSize());
    json.put("in_channels", ends.inChannels());
    json.put("out_channels", ends.outChannels());
    json.put("model_channels", modelChannels);
    ArrayNode mult = json.putArray("channel_mult");
    widths.forEach(width -> mult.add((double) width / modelChannels));
    json.put("num_res_blocks", blocks);
    ArrayNode resolutions = json.putArray("attention_resolutions");
    attention.resolutions().forEach(resolutions::add);
    json.put("num_heads", attention.heads());
    json.put("num_head_channels", attention.headChannels());
    json.put("num_heads_upsample", attention.headsUp());
    json.put("use_new_attention_order", attention.order() == Order.NEW);
    json.put("use_scale_shift_norm", style.scaleShift());
    json.put("resblock_updown", style.blocksResample());
    json.put("conv_resample", style.convResample());
    if (classes > 0) {
      json.put("num_classes", classes);
    }
    return json;
  }

  private static void refuse(JsonNode json, String key, int only) {
    if (json.path(key).asInt(only) != only) {
      throw new IllegalArgumentException("%s = %s: must be %d".formatted(key, json.get(key), only));
    }
  }
}

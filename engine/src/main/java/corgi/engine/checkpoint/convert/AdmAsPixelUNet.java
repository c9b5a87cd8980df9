package corgi.engine.checkpoint.convert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.unet.UNetConfig;
import corgi.engine.unet.adm.AdmConfig;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The configuration of a {@code UNet2DModel} that is the same network as one of guided-diffusion,
 * where there is one.
 */
record AdmAsPixelUNet(AdmConfig network) {
  /**
   * Returns the configuration.
   *
   * @throws IllegalArgumentException naming what a UNet2DModel does not have
   */
  ObjectNode config() {
    List<Integer> widths = network.widths();
    if (widths.get(0) != network.modelChannels()) {
      throw new IllegalArgumentException(
          "channel_mult begins with %s: a UNet2DModel has only 1, whose width is that of its time"
              .formatted((double) widths.get(0) / network.modelChannels()));
    }
    boolean residual = network.style().blocksResample();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("_class_name", "UNet2DModel");
    json.put("sample_size", network.ends().imageSize());
    json.put("in_channels", network.ends().inChannels());
    json.put("out_channels", network.ends().outChannels());
    json.put("layers_per_block", network.blocks());
    json.put("attention_head_dim", headChannels());
    json.put("attn_norm_num_groups", 32);
    json.put("norm_num_groups", 32);
    json.put("norm_eps", 1e-5);
    json.put("resnet_time_scale_shift", network.style().scaleShift() ? "scale_shift" : "default");
    json.put("downsample_type", residual ? "resnet" : "conv");
    json.put("upsample_type", residual ? "resnet" : "conv");
    json.put("flip_sin_to_cos", true); // cosines first
    json.put("freq_shift", 0);
    if (network.classes() > 0) {
      json.put("num_class_embeds", network.classes());
    }
    ArrayNode channels = json.putArray("block_out_channels");
    widths.forEach(channels::add);
    levels(json, residual);
    return UNetConfig.fromJson(json).toJson();
  }

  private void levels(ObjectNode json, boolean residual) {
    ArrayNode down = json.putArray("down_block_types");
    ArrayNode up = json.putArray("up_block_types");
    int count = network.widths().size();
    for (int i = 0; i < count; i++) {
      int fromBelow = count - 1 - i;
      down.add(
          attends(i) ? "AttnDownBlock2D" : residual ? "ResnetDownsampleBlock2D" : "DownBlock2D");
      up.add(
          attends(fromBelow) ? "AttnUpBlock2D" : residual ? "ResnetUpsampleBlock2D" : "UpBlock2D");
    }
  }

  private boolean attends(int level) {
    return network.attention().resolutions().contains(1 << level);
  }

  /** The size of a head, which is one for all levels. */
  private int headChannels() {
    AdmConfig.Attending attention = network.attention();
    if (attention.headChannels() > 0) {
      return attention.headChannels();
    }
    Set<Integer> sizes = new TreeSet<>();
    int count = network.widths().size();
    for (int i = 0; i < count; i++) {
      int width = network.widths().get(i);
      if (attends(i)) {
        sizes.add(
            width / Math.max(1, attention.headsUp() > 0 ? attention.headsUp() : attention.heads()));
      }
      if (attends(i) || i == count - 1) { // the middle attends, too
        sizes.add(width / Math.max(1, attention.heads()));
      }
    }
    if (sizes.size() != 1) {
      throw new IllegalArgumentException(
          "num_heads = %d makes heads of %s channels: a UNet2DModel has one size for all"
              .formatted(attention.heads(), sizes));
    }
    return sizes.iterator().next();
  }
}

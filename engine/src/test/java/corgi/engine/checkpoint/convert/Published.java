package corgi.engine.checkpoint.convert;

import ai.djl.ndarray.types.Shape;
import corgi.engine.layers.Parameter;
import corgi.engine.layers.Parameters;
import corgi.engine.unet.UNetConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What Stable Diffusion's own code calls the parameters of a network that has diffusers' names:
 * modules are numbered in the order in which its constructors make them.
 */
final class Published {
  private static final Map<String, String> RESIDUAL =
      Map.of(
          "norm1", "in_layers.0",
          "conv1", "in_layers.2",
          "time_emb_proj", "emb_layers.1",
          "norm2", "out_layers.0",
          "conv2", "out_layers.3",
          "conv_shortcut", "skip_connection");

  private final Map<String, String> modules = new LinkedHashMap<>(); // published by diffusers'

  private Published() {}

  static Published unet(UNetConfig config) {
    Published names = new Published();
    Map<String, String> to = names.modules;
    to.put("time_embedding.linear_1", "time_embed.0");
    to.put("time_embedding.linear_2", "time_embed.2");
    to.put("conv_in", "input_blocks.0.0");
    int levels = config.levels().size();
    int number = 1;
    for (int i = 0; i < levels; i++) {
      UNetConfig.Level level = config.levels().get(i);
      for (int j = 0; j < level.blocks(); j++, number++) {
        to.put("down_blocks.%d.resnets.%d".formatted(i, j), "input_blocks." + number + ".0");
        to.put("down_blocks.%d.attentions.%d".formatted(i, j), "input_blocks." + number + ".1");
      }
      if (i < levels - 1) {
        to.put(
            "down_blocks.%d.downsamplers.0.conv".formatted(i),
            "input_blocks." + number++ + ".0.op");
      }
    }
    to.put("mid_block.resnets.0", "middle_block.0");
    to.put("mid_block.attentions.0", "middle_block.1");
    to.put("mid_block.resnets.1", "middle_block.2");
    number = 0;
    for (int k = 0; k < levels; k++) {
      UNetConfig.Level level = config.levels().get(levels - 1 - k);
      for (int j = 0; j <= level.blocks(); j++, number++) {
        to.put("up_blocks.%d.resnets.%d".formatted(k, j), "output_blocks." + number + ".0");
        to.put("up_blocks.%d.attentions.%d".formatted(k, j), "output_blocks." + number + ".1");
      }
      to.put(
          "up_blocks.%d.upsamplers.0.conv".formatted(k),
          "output_blocks.%d.%d.conv".formatted(number - 1, level.heads() > 0 ? 2 : 1));
    }
    to.put("conv_norm_out", "out.0");
    to.put("conv_out", "out.2");
    return names;
  }

  static Published autoencoder(int levels, int layers) {
    Published names = new Published();
    Map<String, String> to = names.modules;
    for (String half : new String[] {"encoder", "decoder"}) {
      to.put(half + ".conv_norm_out", half + ".norm_out");
      to.put(half + ".mid_block.resnets.0", half + ".mid.block_1");
      to.put(half + ".mid_block.resnets.1", half + ".mid.block_2");
      to.put(half + ".mid_block.attentions.0.group_norm", half + ".mid.attn_1.norm");
      to.put(half + ".mid_block.attentions.0.to_q", half + ".mid.attn_1.q");
      to.put(half + ".mid_block.attentions.0.to_k", half + ".mid.attn_1.k");
      to.put(half + ".mid_block.attentions.0.to_v", half + ".mid.attn_1.v");
      to.put(half + ".mid_block.attentions.0.to_out.0", half + ".mid.attn_1.proj_out");
    }
    for (int i = 0; i < levels; i++) {
      int up = levels - 1 - i;
      for (int j = 0; j <= layers; j++) {
        to.put(
            "encoder.down_blocks.%d.resnets.%d".formatted(i, j),
            "encoder.down.%d.block.%d".formatted(i, j));
        to.put(
            "decoder.up_blocks.%d.resnets.%d".formatted(i, j),
            "decoder.up.%d.block.%d".formatted(up, j));
      }
      to.put(
          "encoder.down_blocks.%d.downsamplers.0".formatted(i),
          "encoder.down.%d.downsample".formatted(i));
      to.put(
          "decoder.up_blocks.%d.upsamplers.0".formatted(i), "decoder.up.%d.upsample".formatted(up));
    }
    return names;
  }

  /** Returns the published name of a parameter of a U-Net. */
  String unetName(String name) {
    String module = module(name);
    String rest = name.substring(module.length() + 1);
    String part = rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
    String own = module.contains("resnets") ? RESIDUAL.getOrDefault(part, part) : part;
    return modules.get(module) + "." + own + rest.substring(part.length());
  }

  /** Returns the published name of a parameter of an autoencoder. */
  String autoencoderName(String name) {
    String module = module(name);
    return module.isEmpty()
        ? name
        : modules.get(module)
            + name.substring(module.length()).replace("conv_shortcut", "nin_shortcut");
  }

  private String module(String name) {
    for (String module : modules.keySet()) {
      if (name.startsWith(module + ".")) {
        return module;
      }
    }
    return "";
  }

  /** Returns the shape that the published code stores; attention was made of 1×1 convolutions. */
  static Shape autoencoderShape(Parameter parameter) {
    return parameter.shape().dimension() == 2
        ? parameter.shape().addAll(new Shape(1, 1))
        : parameter.shape();
  }

  /** Returns shapes by published names. */
  Map<String, Shape> unetShapes(Parameters parameters) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    parameters.all().forEach(p -> shapes.put(unetName(p.name()), p.shape()));
    return shapes;
  }
}

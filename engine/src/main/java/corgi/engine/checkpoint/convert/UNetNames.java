package corgi.engine.checkpoint.convert;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of parameters in the U-Nets of Dhariwal and Nichol 2021 (2105.05233) and of Rombach et al.
 * 2022 (2112.10752), which descend from one another, and what diffusers calls the same parameters.
 *
 * @param layers {@code num_res_blocks} of every level
 */
record UNetNames(int layers) {
  private static final Pattern BLOCK =
      Pattern.compile("(input_blocks|output_blocks|middle_block)\\.(\\d{1,4})\\.(.+)");
  private static final Map<String, String> ENDS =
      Map.of(
          "time_embed.0", "time_embedding.linear_1",
          "time_embed.2", "time_embedding.linear_2",
          "input_blocks.0.0", "conv_in",
          "out.0", "conv_norm_out",
          "out.2", "conv_out",
          "label_emb", "class_embedding");
  private static final Map<String, String> RESIDUAL =
      Map.of(
          "in_layers.0", "norm1",
          "in_layers.2", "conv1",
          "emb_layers.1", "time_emb_proj",
          "out_layers.0", "norm2",
          "out_layers.3", "conv2",
          "skip_connection", "conv_shortcut");

  /** Returns diffusers' name, or null if it has none. */
  String rename(String name) {
    int dot = name.lastIndexOf('.'); // before weight or bias
    String module = dot < 0 ? name : name.substring(0, dot);
    String kind = name.substring(module.length());
    String end = ENDS.get(module);
    if (end != null) {
      return end + kind;
    }
    Matcher block = BLOCK.matcher(module);
    if (!block.matches()) {
      return null;
    }
    int i = Integer.parseInt(block.group(2));
    String renamed =
        switch (block.group(1)) {
          case "input_blocks" -> input(i, block.group(3));
          case "output_blocks" -> output(i, block.group(3));
          default -> middle(i, block.group(3));
        };
    return renamed == null ? null : renamed + kind;
  }

  private String input(int i, String part) {
    int level = (i - 1) / (layers + 1);
    int layer = (i - 1) % (layers + 1);
    String prefix = "down_blocks." + level + ".";
    if (layer == layers) {
      return part.equals("0.op")
          ? prefix + "downsamplers.0.conv"
          : residual(prefix + "downsamplers.0.", part, 0);
    }
    String residual = residual(prefix + "resnets." + layer + ".", part, 0);
    return residual != null ? residual : attention(prefix + "attentions." + layer + ".", part, 1);
  }

  private String output(int i, String part) {
    int layer = i % (layers + 1);
    String prefix = "up_blocks." + i / (layers + 1) + ".";
    String residual = residual(prefix + "resnets." + layer + ".", part, 0);
    if (residual != null) {
      return residual;
    }
    if (part.matches("[12]\\.conv")) {
      return prefix + "upsamplers.0.conv";
    }
    for (int sub = 1; sub <= 2; sub++) { // behind the attention, where there is one
      String up = residual(prefix + "upsamplers.0.", part, sub);
      if (up != null) {
        return up;
      }
    }
    return attention(prefix + "attentions." + layer + ".", part, 1);
  }

  private static String middle(int i, String part) {
    return switch (i) {
      case 0, 2 -> residual("mid_block.resnets." + i / 2 + ".", "0." + part, 0);
      case 1 -> attention("mid_block.attentions.0.", "1." + part, 1);
      default -> null;
    };
  }

  private static String residual(String prefix, String part, int sub) {
    String own = part.startsWith(sub + ".") ? RESIDUAL.get(part.substring(2)) : null;
    return own == null ? null : prefix + own;
  }

  /** Parts of a transformer have diffusers' names already. */
  private static String attention(String prefix, String part, int sub) {
    return part.startsWith(sub + ".") ? prefix + part.substring(2) : null;
  }
}

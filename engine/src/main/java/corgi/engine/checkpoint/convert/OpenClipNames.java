package corgi.engine.checkpoint.convert;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of parameters in OpenCLIP's text encoder, and what transformers' {@code CLIPTextModel}
 * calls the same parameters. Queries, keys and values lie in one tensor there: its name ends in
 * {@link #JOINED}.
 */
final class OpenClipNames {
  /** Stands for {@code q_proj}, {@code k_proj} and {@code v_proj}, in this order. */
  static final String JOINED = "*";

  private static final Pattern BLOCK =
      Pattern.compile("transformer\\.resblocks\\.(\\d{1,3})\\.(.+)\\.([a-z_]+)");
  private static final Map<String, String> ENDS =
      Map.of(
          "positional_embedding", "text_model.embeddings.position_embedding.weight",
          "token_embedding.weight", "text_model.embeddings.token_embedding.weight",
          "ln_final.weight", "text_model.final_layer_norm.weight",
          "ln_final.bias", "text_model.final_layer_norm.bias");
  private static final Map<String, String> PARTS =
      Map.of(
          "ln_1", "layer_norm1",
          "ln_2", "layer_norm2",
          "mlp.c_fc", "mlp.fc1",
          "mlp.c_proj", "mlp.fc2",
          "attn.out_proj", "self_attn.out_proj");

  private OpenClipNames() {}

  /** Returns transformers' name, or null if it has none. */
  static String rename(String name) {
    String end = ENDS.get(name);
    Matcher block = BLOCK.matcher(name);
    if (end != null || !block.matches()) {
      return end;
    }
    String prefix = "text_model.encoder.layers." + block.group(1) + ".";
    String kind = block.group(3);
    if (block.group(2).equals("attn") && kind.startsWith("in_proj_")) {
      return prefix + "self_attn." + JOINED + "." + kind.substring("in_proj_".length());
    }
    String part = PARTS.get(block.group(2));
    return part == null ? null : prefix + part + "." + kind;
  }

  /** Returns the number of the block that a parameter is of, or −1. */
  static int block(String name) {
    Matcher block = BLOCK.matcher(name);
    return block.matches() ? Integer.parseInt(block.group(1)) : -1;
  }
}

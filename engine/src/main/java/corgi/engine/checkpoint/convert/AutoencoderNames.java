package corgi.engine.checkpoint.convert;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of parameters in the autoencoder of Rombach et al. 2022 (2112.10752), and what diffusers'
 * {@code AutoencoderKL} calls the same parameters.
 *
 * @param levels how many resolutions it has; the decoder counts them the other way round
 */
record AutoencoderNames(int levels) {
  private static final Pattern LEVEL =
      Pattern.compile("(encoder\\.down|decoder\\.up)\\.(\\d{1,2})\\.(block\\.(\\d{1,2})\\.)?(.+)");
  private static final Pattern MIDDLE =
      Pattern.compile("(encoder|decoder)\\.mid\\.(block|attn)_([12])\\.(.+)");
  private static final Map<String, String> ATTENTION =
      Map.of(
          "norm", "group_norm",
          "q", "to_q",
          "k", "to_k",
          "v", "to_v",
          "proj_out", "to_out.0");

  /** Returns diffusers' name, or null if it has none. */
  String rename(String name) {
    Matcher level = LEVEL.matcher(name);
    if (level.matches()) {
      return level(level);
    }
    Matcher middle = MIDDLE.matcher(name);
    if (middle.matches()) {
      return middle(middle);
    }
    if (name.matches("(encoder|decoder)\\.conv_(in|out)\\..+|(post_)?quant_conv\\..+")) {
      return name;
    }
    return name.matches("(encoder|decoder)\\.norm_out\\..+")
        ? name.replace("norm_out", "conv_norm_out")
        : null;
  }

  private String level(Matcher found) {
    boolean down = found.group(1).equals("encoder.down");
    int number = Integer.parseInt(found.group(2));
    String prefix =
        down ? "encoder.down_blocks." + number : "decoder.up_blocks." + (levels - 1 - number);
    String part = found.group(5);
    if (found.group(4) != null) {
      return "%s.resnets.%s.%s".formatted(prefix, found.group(4), shortcut(part));
    }
    String sampling = down ? "downsample." : "upsample.";
    return part.startsWith(sampling + "conv.")
        ? "%s.%srs.0.%s"
            .formatted(
                prefix, sampling.replace("sample.", "sample"), part.substring(sampling.length()))
        : null;
  }

  private static String middle(Matcher found) {
    String prefix = found.group(1) + ".mid_block.";
    String part = found.group(4);
    if (found.group(2).equals("block")) {
      return "%sresnets.%d.%s"
          .formatted(prefix, Integer.parseInt(found.group(3)) - 1, shortcut(part));
    }
    int dot = part.lastIndexOf('.');
    String own = dot < 0 ? null : ATTENTION.get(part.substring(0, dot));
    return own == null || !found.group(3).equals("1")
        ? null
        : prefix + "attentions.0." + own + part.substring(dot);
  }

  private static String shortcut(String part) {
    return part.replace("nin_shortcut", "conv_shortcut");
  }
}

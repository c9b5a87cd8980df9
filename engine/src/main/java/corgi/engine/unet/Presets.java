package corgi.engine.unet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.unet.UNetConfig.Ends;
import corgi.engine.unet.UNetConfig.Level;
import corgi.engine.unet.UNetConfig.Norm;
import corgi.engine.unet.UNetConfig.Transformer;
import java.util.ArrayList;
import java.util.List;

/**
 * U-Nets that a few processor cores can train. A residual block at full resolution costs sixteen
 * times what it costs at a quarter of it, so channels are few where pixels are many. Attention
 * begins at a quarter of the picture's side and at 16×16 at most; a single head there keeps the
 * attention maps, most of the cost, few. A network has the levels of the smaller ones below its
 * own, so that it can begin with their weights.
 */
public final class Presets {
  private static final int LOWEST = 7; // pixels a side at the lowest level, at least
  private static final int MOST_LOWEST = 28; // and at most: attention costs the fourth power
  private static final int ATTENTION = 16; // no attention where a side has more pixels
  private static final int HEAD = 32; // channels, where nothing reads text
  private static final Norm NORM = new Norm(16, 1e-5);
  private static final int[][] CHANNELS = {
    {128},
    {64, 128},
    {32, 64, 128},
    {32, 32, 64, 128},
    {32, 32, 32, 64, 128},
    {32, 32, 32, 32, 64, 128}
  };

  private Presets() {}

  /**
   * What a network is for.
   *
   * @param ends what goes in and out
   * @param tokenSize the size D of a text token's state, or null without text
   * @param classes how many classes it is told, a null class included, or null for none
   */
  public record Task(Ends ends, Integer tokenSize, Integer classes) {}

  /**
   * Returns the network for captioned pictures of the given size.
   *
   * @param resolution see {@link #of(Task)}
   * @param channels of a picture
   * @param tokenSize the size D of a text token's state
   */
  public static UNetConfig of(int resolution, int channels, int tokenSize) {
    return of(new Task(new Ends(resolution, channels, channels), tokenSize, null));
  }

  /**
   * Returns the network for a task: a {@code UNet2DConditionModel} where there is text, else a
   * {@code UNet2DModel}.
   *
   * @throws IllegalArgumentException if the size cannot be halved down to {@value #MOST_LOWEST}
   *     pixels or fewer
   */
  public static UNetConfig of(Task task) {
    List<Level> levels = levels(task.ends().sampleSize());
    if (task.tokenSize() == null) {
      return pixels(task, levels);
    }
    UNetConfig config =
        new UNetConfig(
            task.ends(),
            levels,
            task.tokenSize(),
            new Transformer(1, true, 4),
            NORM,
            new TimeEmbedding.Options(true, 0));
    Conditions told = Conditions.ofClasses(task.classes());
    return new UNetConfig(
        config.ends(), config.blocks(), config.attention(), config.residual(), config.time(), told);
  }

  private static List<Level> levels(int resolution) {
    List<Integer> sides = new ArrayList<>();
    int side = resolution;
    sides.add(side);
    while (side % 2 == 0 && side / 2 >= LOWEST && sides.size() < CHANNELS.length) {
      side /= 2;
      sides.add(side);
    }
    if (resolution < LOWEST || side > MOST_LOWEST) {
      throw new IllegalArgumentException(
          "size = %d: there are networks for sizes that halve down to %d to %d pixels, such as 28,"
                  .formatted(resolution, LOWEST, MOST_LOWEST)
              + " 32, 64, 96 and 128");
    }
    List<Level> levels = new ArrayList<>();
    int[] channels = CHANNELS[sides.size() - 1];
    for (int i = 0; i < channels.length; i++) {
      boolean last = i == channels.length - 1;
      boolean attends = sides.get(i) <= Math.min(ATTENTION, resolution / 4);
      levels.add(new Level(channels[i], 1, last ? 4 : attends ? 1 : 0));
    }
    return levels;
  }

  /** Without text, pixels attend to pixels where transformers would stand. */
  private static UNetConfig pixels(Task task, List<Level> levels) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("_class_name", UNetFamily.PIXELS.className());
    json.put("sample_size", task.ends().sampleSize());
    json.put("in_channels", task.ends().inChannels());
    json.put("out_channels", task.ends().outChannels());
    json.put("layers_per_block", 1);
    json.put("attention_head_dim", HEAD);
    json.put("norm_num_groups", NORM.groups());
    json.put("norm_eps", NORM.epsilon());
    json.put("flip_sin_to_cos", true);
    json.put("freq_shift", 0);
    json.put("num_class_embeds", task.classes());
    ArrayNode channels = json.putArray("block_out_channels");
    ArrayNode down = json.putArray("down_block_types");
    ArrayNode up = json.putArray("up_block_types");
    for (Level level : levels) {
      LevelType type = level.heads() == 0 ? LevelType.PLAIN : LevelType.ATTENTION;
      channels.add(level.channels());
      down.add(type.down());
      up.insert(0, type.up());
    }
    return UNetConfig.fromJson(json);
  }
}

package corgi.engine.unet;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The shape of a U-Net, by the keys of diffusers' {@code UNet2DModel} and {@code
 * UNet2DConditionModel} configurations.
 *
 * @param ends what goes in and out
 * @param blocks the levels and the middle
 * @param attention how they attend
 * @param residual how their residual blocks work
 * @param time how t is embedded
 * @param conditions what is embedded besides
 */
public record UNetConfig(
    Ends ends,
    Blocks blocks,
    Attending attention,
    Residual residual,
    TimeConfig time,
    Conditions conditions) {
  /**
   * The first and the last convolution.
   *
   * @param sampleSize {@code sample_size}: pixels a side, or 0 if unknown; the network takes others
   * @param inChannels {@code in_channels}
   * @param outChannels {@code out_channels}
   * @param kernels their sizes
   * @param centred {@code center_input_sample}: takes [0, 1] to [−1, 1] first
   * @param sampleWidth the width, where {@code sample_size} gives height and width; else null
   */
  public record Ends(
      int sampleSize,
      int inChannels,
      int outChannels,
      Kernels kernels,
      boolean centred,
      Integer sampleWidth) {
    /** The width of what it was trained on, or 0 if unknown. */
    public int width() {
      return sampleWidth == null ? sampleSize : sampleWidth;
    }

    /** The usual kernels. */
    public Ends(int sampleSize, int inChannels, int outChannels) {
      this(sampleSize, inChannels, outChannels, Kernels.USUAL, false, null);
    }

    /** Returns the shape of what it was trained on with that many channels, (C, H, W). */
    public Shape sample(int channels) {
      return new Shape(channels, sampleSize, width());
    }
  }

  /**
   * Pixels a side of the first and the last convolution's kernel.
   *
   * @param in {@code conv_in_kernel}
   * @param out {@code conv_out_kernel}
   */
  public record Kernels(int in, int out) {
    static final Kernels USUAL = new Kernels(3, 3);
  }

  /**
   * The resolutions.
   *
   * @param family the class of models
   * @param down {@code down_block_types}, from the full resolution down
   * @param middle {@code mid_block_type}
   * @param up {@code up_block_types}, from the lowest resolution up
   * @param channels {@code block_out_channels}, from the full resolution down
   * @param layers {@code layers_per_block}: residual blocks on the way down; one more on the way up
   */
  public record Blocks(
      UNetFamily family,
      List<LevelType> down,
      MiddleType middle,
      List<LevelType> up,
      List<Integer> channels,
      PerLevel<Integer> layers) {
    public Blocks {
      down = List.copyOf(down);
      up = List.copyOf(up);
      channels = List.copyOf(channels);
    }

    /** How many there are. */
    public int count() {
      return channels.size();
    }
  }

  /**
   * One resolution, in short.
   *
   * @param channels its {@code block_out_channels}
   * @param blocks residual blocks on the way down; one more on the way up
   * @param heads attention heads of its transformers, or 0 where it has none
   */
  public record Level(int channels, int blocks, int heads) {}

  /**
   * Transformers, in short.
   *
   * @param depth {@code transformer_layers_per_block}
   * @param linear {@code use_linear_projection}: project tokens, not pixels
   * @param midHeads heads of the middle block
   */
  public record Transformer(int depth, boolean linear, int midHeads) {}

  /** {@code norm_num_groups} and {@code norm_eps}. */
  public record Norm(int groups, double epsilon) {}

  public UNetConfig {
    UNetLimits.check(ends, blocks, attention, residual);
    UNetLimits.check(attention, time, conditions);
    UNetNeeds.check(blocks, attention, time, conditions);
  }

  /**
   * A U-Net with transformers on some levels and in the middle, and nothing unusual.
   *
   * @param levels from the full resolution down
   * @param crossAttentionDim the size D of a text token's state
   */
  public UNetConfig(
      Ends ends,
      List<Level> levels,
      int crossAttentionDim,
      Transformer transformer,
      Norm norm,
      TimeEmbedding.Options waves) {
    this(
        ends,
        blocks(levels),
        Attending.plain(
            PerLevel.each(
                levels.stream()
                    .map(l -> l.heads() == 0 ? transformer.midHeads() : l.heads())
                    .toList()),
            crossAttentionDim,
            transformer.depth(),
            transformer.linear()),
        Residual.plain(norm),
        TimeConfig.plain(waves),
        Conditions.NONE);
  }

  private static Blocks blocks(List<Level> levels) {
    List<LevelType> down =
        levels.stream()
            .map(level -> level.heads() == 0 ? LevelType.PLAIN : LevelType.TRANSFORMER)
            .toList();
    List<LevelType> up = new ArrayList<>(down);
    Collections.reverse(up);
    return new Blocks(
        UNetFamily.TEXT,
        down,
        MiddleType.TRANSFORMER,
        up,
        levels.stream().map(Level::channels).toList(),
        PerLevel.each(levels.stream().map(Level::blocks).toList()));
  }

  /** The resolutions in short, from the full one down. */
  public List<Level> levels() {
    List<Level> levels = new ArrayList<>();
    for (int i = 0; i < blocks.count(); i++) {
      boolean attends = blocks.down().get(i) == LevelType.TRANSFORMER;
      levels.add(
          new Level(
              blocks.channels().get(i),
              blocks.layers().at(i),
              attends ? attention.heads().at(i) : 0));
    }
    return List.copyOf(levels);
  }

  /** The size D of a text token's state that attention reads, at the full resolution. */
  public int crossAttentionDim() {
    return attention.context().at(0);
  }

  /**
   * The size of a text token's state that the network takes: that of the attention at the first
   * level that reads text, or what is projected to it.
   */
  public int tokenSize() {
    if (conditions.tokens().size() != null) {
      return conditions.tokens().size();
    }
    int first = 0;
    while (first < blocks.count() - 1 && !blocks.down().get(first).readsText()) {
      first++;
    }
    return attention.context().at(first);
  }

  /** Whether text is read at all. */
  public boolean readsText() {
    return blocks.middle().readsText()
        || blocks.down().stream().anyMatch(LevelType::readsText)
        || blocks.up().stream().anyMatch(LevelType::readsText)
        || conditions.addition().type() == Conditions.AdditionType.TEXT;
  }

  /** Whether it is told more than a picture, its noise, text tokens and a class. */
  public boolean needsMore() {
    return conditions.addition().type() != Conditions.AdditionType.NONE
        || conditions.tokens().type() != Conditions.TokenType.TEXT
        || time.guidanceSize() != null;
  }

  /** How residual blocks normalise. */
  public Norm norm() {
    return residual.norm();
  }

  /** Channels of the full resolution. */
  int firstChannels() {
    return blocks.channels().get(0);
  }

  /** Channels of the lowest resolution. */
  int lowestChannels() {
    return blocks.channels().get(blocks.count() - 1);
  }

  /** Reads a diffusers configuration; keys this U-Net cannot honour are refused by name. */
  public static UNetConfig fromJson(JsonNode json) {
    return new UNetConfigReader(json).read();
  }

  /** Writes the diffusers configuration, every key of its class. */
  public ObjectNode toJson() {
    return UNetConfigWriter.write(this);
  }
}

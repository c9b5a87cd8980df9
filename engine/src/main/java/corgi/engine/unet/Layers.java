package corgi.engine.unet;

import corgi.engine.layers.Scope;
import corgi.engine.tensor.Segments;

/**
 * Makes the blocks of one U-Net, which share its configuration.
 *
 * @param config what to make
 * @param time the size E of the embedding that blocks are told
 */
record Layers(UNetConfig config, int time) {
  /**
   * A level on one way.
   *
   * @param type what it is made of
   * @param level its number from the full resolution down
   * @param order its number on its way: the same on the way down, from the lowest on the way up
   * @param depth transformer blocks in each of its layers
   */
  record Place(LevelType type, int level, int order, PerLevel<Integer> depth) {}

  Place down(int level) {
    return new Place(
        config.blocks().down().get(level),
        level,
        level,
        config.attention().depth().down().at(level));
  }

  Place up(int order) {
    int count = config.blocks().count();
    int level = count - 1 - order;
    return new Place(
        config.blocks().up().get(order), level, order, config.attention().depth().up(level, count));
  }

  int channels(Place place) {
    return config.blocks().channels().get(place.level());
  }

  /** Layer {@code j} of a level: maps {@code in} channels to the level's. */
  Layer layer(Scope scope, int j, int in, Place place) {
    Scope resnet = scope.at("resnets", j);
    Block residual =
        residual(resnet, in, channels(place), place.type(), Resampling.NONE).in(resnet);
    Scope named = scope.at("attentions", j);
    Block attention = attention(named, j, place);
    return new Layer(residual, attention == null ? null : attention.in(named));
  }

  private Block attention(Scope scope, int j, Place place) {
    int channels = channels(place);
    return switch (place.type()) {
      case PLAIN, RESIDUAL -> null;
      case ATTENTION -> {
        int size = headSize(channels, place);
        SpatialAttention attention =
            new SpatialAttention(
                scope, channels, new SpatialAttention.Options(size, config.residual().groups(), 1));
        yield (pass, x) -> attention.forward(pass.ops(), x);
      }
      case TRANSFORMER ->
          new Transformer2d(
              scope,
              transformer(
                  place.level(),
                  place.depth().at(j),
                  config.attention().onlyText().levels().at(place.level())));
      case TEXT_AND_PIXELS ->
          new TextAndPixels(
              scope,
              new TextAndPixels.Plan(
                  channels,
                  headSize(channels, place),
                  config.attention().context().at(place.level()),
                  config.norm().groups(),
                  config.attention().onlyText().levels().at(place.level()),
                  config.attention().style().textNorm()));
    };
  }

  /** The reference counts head sizes by the order on either way, not by the level. */
  private int headSize(int channels, Place place) {
    PerLevel<Integer> sizes = config.attention().heads();
    return sizes == null ? channels : sizes.at(place.order());
  }

  Transformer2d.Plan transformer(int level, int depth, boolean onlyText) {
    Attending attention = config.attention();
    return new Transformer2d.Plan(
        config.blocks().channels().get(level),
        attention.heads().at(level),
        attention.context().at(level),
        depth,
        config.norm().groups(),
        attention.style().linear(),
        onlyText);
  }

  /** What halves the resolution after a level. */
  Block halving(Scope scope, Place place) {
    int channels = channels(place);
    Residual.Resampler resampler = config.residual().resampling();
    Scope first = scope.at("downsamplers", 0);
    if (place.type().resamplesInBlocks()
        || (place.type() == LevelType.ATTENTION && resampler.downInBlocks())) {
      return residual(first, channels, channels, place.type(), Resampling.DOWN).in(first);
    }
    Downsample downsample = new Downsample(first, channels, resampler.padding());
    Block block = (pass, x) -> downsample.forward(pass.ops(), x);
    return block.in(first);
  }

  /** What doubles the resolution after a level. */
  Widening widening(Scope scope, Place place) {
    int channels = channels(place);
    Scope first = scope.at("upsamplers", 0);
    if (place.type().resamplesInBlocks()
        || (place.type() == LevelType.ATTENTION && config.residual().resampling().upInBlocks())) {
      return Widening.doubling(
          residual(first, channels, channels, place.type(), Resampling.UP).in(first));
    }
    Upsample upsample = new Upsample(first, channels);
    String path = first.path();
    return (pass, x, like) ->
        pass.observer()
            .see(
                path,
                Segments.of(() -> upsample.forward(pass.ops(), x, like.size(2), like.size(3))));
  }

  private Block residual(Scope scope, int in, int out, LevelType type, Resampling resampling) {
    boolean resamples = type.resamplesInBlocks();
    double scale = resamples ? config.residual().scales().levels() : 1;
    ResBlock block =
        new ResBlock(
            scope,
            new ResBlock.Channels(in, out, time),
            config.residual().style(scale),
            resampling);
    return told(block, resamples);
  }

  /** Tells a block the noise level. */
  Block told(ResBlock block, boolean maySkipActivation) {
    return maySkipActivation && config.residual().noise().skipActivation()
        ? (pass, x) -> block.forward(pass.ops(), x, pass.time().raw())
        : (pass, x) -> block.forward(pass.ops(), x, pass.time().activated());
  }
}

package corgi.engine.unet;

import corgi.engine.layers.Scope;
import corgi.engine.tensor.Groups;

/** Makes the layers of one U-Net, which share its configuration. */
record Layers(UNetConfig config) {
  /** Layer {@code j} of a level: maps {@code in} channels to the level's. */
  Layer layer(Scope scope, int j, int in, UNetConfig.Level level) {
    return new Layer(
        residual(scope.at("resnets", j), in, level.channels()),
        level.heads() == 0
            ? null
            : new Transformer2d(
                scope.at("attentions", j), config, level.channels(), level.heads()));
  }

  ResBlock residual(Scope scope, int in, int out) {
    int time = 4 * config.levels().get(0).channels();
    Groups groups = new Groups(config.norm().groups(), config.norm().epsilon());
    return new ResBlock(scope, new ResBlock.Channels(in, out, time), new ResBlock.Style(groups));
  }
}

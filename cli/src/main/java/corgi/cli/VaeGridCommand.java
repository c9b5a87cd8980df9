package corgi.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import corgi.cli.Failures.ExitCode;
import corgi.engine.data.Example;
import corgi.engine.data.Picture;
import corgi.engine.generation.NormalQuantile;
import corgi.engine.generation.Raster;
import corgi.engine.generation.VaeModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code corgi vae grid}: the plane of a two-dimensional latent. */
@Command(
    name = "grid",
    description = {
      "Draw the plane of a latent of two numbers: at the left where held-out pictures lie, coloured",
      "by label; at the right what the decoder draws at the quantiles of N(0, I), evenly apart in",
      "probability. Kingma and Welling 2013, 1312.6114, figure 4."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class VaeGridCommand implements Callable<Integer> {
  private static final int MOST = 100_000;
  private static final int MOST_SIDE = 64;

  @ParentCommand private VaeCommand vae;

  @Mixin private VaeChoice chosen;
  @Mixin private VaePictures shown;

  @Option(
      names = "--head",
      paramLabel = "HEAD",
      description = "The label to colour by (default: the first of the data set's).")
  private String head;

  @Option(names = "--count", paramLabel = "N", description = "Dots on the map (default: 2000).")
  private int count = 2000;

  @Option(names = "--side", paramLabel = "N", description = "Draw N×N pictures (default: 15).")
  private int side = 15;

  @Mixin private VaeOutput output;

  @Override
  public Integer call() throws IOException {
    VaeOutput.require("--count", count, 1, MOST);
    VaeOutput.require("--side", side, 2, MOST_SIDE);
    output.begin(vae.console(), "vae-grid.png");
    try (VaeModel model = chosen.load()) {
      if (model.latent().size() != 2) {
        throw new IllegalArgumentException(
            "%s: a latent of shape %s is no plane; train one with --latent 2"
                .formatted(chosen.path(), model.latent()));
      }
      Raster decoded = output.sheet(manifold(model), side);
      LatentMap map = new LatentMap(Math.max(decoded.height(), LatentMap.LEAST));
      List<Example> examples = shown.of(model, count);
      String coloured = head == null ? LatentMap.firstHead(examples) : head;
      examples.forEach(
          example -> map.add(model.encode(example.picture()), example.labels().get(coloured)));
      var facts = JsonNodeFactory.instance.objectNode().put("model", chosen.path());
      facts.put("count", examples.size()).put("side", side).put("head", coloured);
      String line =
          "%d held-out pictures by %s; %d×%d decoded"
              .formatted(examples.size(), coloured, side, side);
      output.write(map.beside(decoded), facts, List.of(line));
    }
    return ExitCode.DONE;
  }

  /** Decodes the quantiles, the second number growing upwards. */
  private List<Picture> manifold(VaeModel model) {
    List<Picture> pictures = new ArrayList<>();
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        float across = (float) NormalQuantile.of((column + 0.5) / side);
        float up = (float) NormalQuantile.of((side - row - 0.5) / side);
        pictures.add(model.decode(new float[] {across, up}));
      }
    }
    return pictures;
  }
}

package corgi.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import corgi.cli.Failures.ExitCode;
import corgi.engine.data.Example;
import corgi.engine.data.Picture;
import corgi.engine.generation.LatentWalk;
import corgi.engine.generation.VaeModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code corgi vae interpolate}: from one picture to another through the latents. */
@Command(
    name = "interpolate",
    description = {
      "Walk from one held-out picture to another: the first, the decoded latents between, the last.",
      "One row from each of the pictures A, A + 1, … to B, B + 1, …"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class VaeInterpolateCommand implements Callable<Integer> {
  private static final int MOST = 256;
  private static final int MOST_PICTURE = 100_000;

  @ParentCommand private VaeCommand vae;

  @Mixin private VaeChoice chosen;
  @Mixin private VaePictures shown;

  @Option(names = "--from", paramLabel = "A", description = "Number of a picture (default: 0).")
  private int from;

  @Option(names = "--to", paramLabel = "B", description = "Number of another (default: 8).")
  private int to = 8;

  @Option(names = "--rows", paramLabel = "N", description = "How many walks (default: 8).")
  private int rows = 8;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Decoded pictures of a walk, its ends included (default: 9).")
  private int steps = 9;

  @Option(names = "--walk", description = "linear or spherical (default: spherical).")
  private LatentWalk walk = LatentWalk.SPHERICAL;

  @Mixin private VaeOutput output;

  @Override
  public Integer call() throws IOException {
    VaeOutput.require("--steps", steps, 2, MOST);
    VaeOutput.require("--rows", rows, 1, MOST);
    VaeOutput.require("--from", from, 0, MOST_PICTURE);
    VaeOutput.require("--to", to, 0, MOST_PICTURE);
    output.begin(vae.console(), "vae-interpolate.png");
    try (VaeModel model = chosen.load()) {
      int needed = Math.max(from, to) + rows;
      List<Example> examples = shown.of(model, needed);
      if (examples.size() < needed) {
        throw new IllegalArgumentException(
            "picture %d: there are %d held-out pictures".formatted(needed - 1, examples.size()));
      }
      List<Picture> pictures = new ArrayList<>();
      for (int row = 0; row < rows; row++) {
        walk(model, examples.get(from + row).picture(), examples.get(to + row).picture(), pictures);
      }
      var facts = JsonNodeFactory.instance.objectNode().put("model", chosen.path());
      facts.put("from", from).put("to", to).put("rows", rows);
      facts.put("steps", steps).put("walk", walk.toString());
      String line = "%d %s walks of %d latents".formatted(rows, walk, steps);
      output.write(output.sheet(pictures, steps + 2), facts, List.of(line));
    }
    return ExitCode.DONE;
  }

  private void walk(VaeModel model, Picture first, Picture last, List<Picture> pictures) {
    float[] a = model.encode(first);
    float[] b = model.encode(last);
    pictures.add(first);
    for (int i = 0; i < steps; i++) {
      pictures.add(model.decode(walk.at((double) i / (steps - 1), a, b)));
    }
    pictures.add(last);
  }
}

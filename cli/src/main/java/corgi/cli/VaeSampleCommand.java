package corgi.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import corgi.cli.Failures.ExitCode;
import corgi.engine.data.Picture;
import corgi.engine.generation.VaeModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code corgi vae sample}: pictures of random latents. */
@Command(
    name = "sample",
    description = "Draw latents from N(0, I), picture i with seed S + i, and decode them.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class VaeSampleCommand implements Callable<Integer> {
  private static final int MOST = 4096;

  @ParentCommand private VaeCommand vae;

  @Mixin private VaeChoice chosen;

  @Option(names = "--count", paramLabel = "N", description = "How many (default: 64).")
  private int count = 64;

  @Option(names = "--seed", paramLabel = "S", description = "Of the first (default: 0).")
  private long seed;

  @Mixin private VaeOutput output;

  @Override
  public Integer call() throws IOException {
    VaeOutput.require("--count", count, 1, MOST);
    output.begin(vae.console(), "vae-sample-%d.png".formatted(seed));
    try (VaeModel model = chosen.load()) {
      if (!model.variational()) {
        vae.console().say("warning: a plain autoencoder's latents are not N(0, I): expect holes");
      } else if (model.latent().dimension() > 1) {
        vae.console()
            .say("warning: of a latent picture each pixel is drawn alone: expect no whole picture");
      }
      List<Picture> pictures = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        pictures.add(model.decode(model.normal(seed + i)));
      }
      var facts = JsonNodeFactory.instance.objectNode().put("model", chosen.path());
      facts.put("seed", seed).put("count", count);
      int columns = (int) Math.ceil(Math.sqrt(count));
      String line = "%d pictures of z ~ N(0, I), seeds from %d".formatted(count, seed);
      output.write(output.sheet(pictures, columns), facts, List.of(line));
    }
    return ExitCode.DONE;
  }
}

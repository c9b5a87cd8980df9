package corgi.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import corgi.cli.Failures.ExitCode;
import corgi.engine.data.Example;
import corgi.engine.data.Picture;
import corgi.engine.generation.VaeModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code corgi vae reconstruct}: pictures beside what an autoencoder makes of them. */
@Command(
    name = "reconstruct",
    description = {
      "Encode held-out pictures and decode the means of their latents. Each original stands at the",
      "left of its reconstruction."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class VaeReconstructCommand implements Callable<Integer> {
  private static final int MOST = 4096;
  private static final int PAIRS = 4; // in a row

  @ParentCommand private VaeCommand vae;

  @Mixin private VaeChoice chosen;
  @Mixin private VaePictures shown;

  @Option(names = "--count", paramLabel = "N", description = "How many pictures (default: 16).")
  private int count = 16;

  @Mixin private VaeOutput output;

  @Override
  public Integer call() throws IOException {
    VaeOutput.require("--count", count, 1, MOST);
    output.begin(vae.console(), "vae-reconstruct.png");
    try (VaeModel model = chosen.load()) {
      List<Picture> pictures = new ArrayList<>();
      double error = 0;
      List<Example> examples = shown.of(model, count);
      for (Example example : examples) {
        Picture back = model.decode(model.encode(example.picture()));
        pictures.add(example.picture());
        pictures.add(back);
        error += difference(example.picture(), back) / examples.size();
      }
      var facts = JsonNodeFactory.instance.objectNode().put("model", chosen.path());
      facts.put("count", examples.size()).put("meanAbsoluteError", error);
      String line =
          String.format(
              Locale.ROOT,
              "%d held-out pictures, each with its reconstruction; they differ by %.4f of [−1, 1]",
              examples.size(),
              error);
      output.write(output.sheet(pictures, 2 * PAIRS), facts, List.of(line));
    }
    return ExitCode.DONE;
  }

  private static double difference(Picture a, Picture b) {
    double sum = 0;
    for (int i = 0; i < a.values().length; i++) {
      sum += Math.abs(a.values()[i] - b.values()[i]);
    }
    return sum / a.values().length;
  }
}

package corgi.cli;

import corgi.engine.checkpoint.VaeFolder;
import corgi.engine.condition.Conditions;
import corgi.engine.condition.MaskCondition;
import corgi.engine.data.Dataset;
import corgi.engine.latent.LatentPictures;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether a model draws pixels, or latents of an autoencoder. */
final class LatentOptions {
  private static final long OF_ENDLESS = 20_000;
  private static final long OF_VALIDATION = 512;

  @Option(
      names = "--latent",
      paramLabel = "VAE_DIR",
      description = {
        "Train on the latents of this autoencoder, such as 'corgi train vae --kind kl' makes. They",
        "are computed once and kept in OUT/latents; the autoencoder becomes a part of the model."
      })
  private String autoencoder;

  @Option(
      names = "--latents",
      paramLabel = "N",
      description =
          "How many pictures of an endless data set become latents (default: 20000; all of one that"
              + " ends).")
  private Long count;

  /**
   * What a model learns from.
   *
   * @param training pictures or latents
   * @param validation the same of what training does not meet
   * @param autoencoder of the latents, or null
   */
  record Examples(Dataset training, Optional<Dataset> validation, VaeFolder autoencoder)
      implements Closeable {
    /** Refuses conditions that latents do not have. */
    void check(Conditions conditions) {
      if (autoencoder != null && conditions.named(MaskCondition.NAME).isPresent()) {
        throw new IllegalArgumentException(
            "--latent with --condition mask: a mask keeps pixels, which latents have not; any model"
                + " keeps a part by 'gen --mask'");
      }
    }

    @Override
    public void close() throws IOException {
      if (training instanceof LatentPictures latents) {
        latents.close();
      }
      if (validation.orElse(null) instanceof LatentPictures latents) {
        latents.close();
      }
    }
  }

  /** Returns the examples, after encoding them where latents are asked for. */
  Examples examples(DataOptions.Sides sides, Path out, Console console) throws IOException {
    if (autoencoder == null) {
      if (count != null) {
        throw new IllegalArgumentException("--latents without --latent: say which autoencoder");
      }
      return new Examples(sides.training(), sides.validation(), null);
    }
    VaeFolder folder = VaeFolder.find(autoencoder);
    Dataset pictures = sides.training();
    long all = pictures.endless() ? OF_ENDLESS : pictures.size();
    Path cache = out.resolve("latents");
    Dataset training =
        encoded(folder, pictures, count == null ? all : count, cache.resolve("training"), console);
    Optional<Dataset> validation = Optional.empty();
    if (sides.validation().isPresent()) {
      Dataset kept = sides.validation().get();
      long few = kept.endless() ? OF_VALIDATION : Math.min(kept.size(), OF_VALIDATION);
      validation = Optional.of(encoded(folder, kept, few, cache.resolve("validation"), console));
    }
    return new Examples(training, validation, folder);
  }

  private static Dataset encoded(
      VaeFolder folder, Dataset pictures, long count, Path cache, Console console)
      throws IOException {
    LatentPictures.Source source = new LatentPictures.Source(pictures, count, cache);
    try (ProgressLine line = new ProgressLine(console, "encoding", count)) {
      return LatentPictures.open(
          source, folder, line::stepped, () -> console.interruption().asked());
    }
  }
}

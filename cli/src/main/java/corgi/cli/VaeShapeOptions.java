package corgi.cli;

import com.fasterxml.jackson.databind.node.IntNode;
import corgi.engine.data.Dataset;
import corgi.engine.layers.Activation;
import corgi.engine.vae.AutoencoderConfig;
import corgi.engine.vae.AutoencoderConfig.Ends;
import corgi.engine.vae.AutoencoderConfig.Kind;
import corgi.engine.vae.AutoencoderConfig.Level;
import corgi.engine.vae.AutoencoderConfig.Parts;
import corgi.engine.vae.AutoencoderConfig.Style;
import corgi.engine.vae.AutoencoderShape;
import corgi.engine.vae.ClassicConfig;
import corgi.engine.vae.LatentScaling;
import corgi.engine.vae.Reconstruction;
import corgi.engine.vae.VaeLoss;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Which autoencoder, and what it makes small. */
final class VaeShapeOptions {
  /** Kinds of autoencoder. */
  enum AutoencoderKind {
    /** Convolutions of 16, 32 and 64 channels; a latent is a list of numbers. */
    CLASSIC,
    /** The same without divergence and noise. */
    PLAIN,
    /** For latent diffusion; a latent is a small picture. */
    KL;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final int GROUPS = 8; // of the normalisations, where they divide the channels

  @Option(
      names = "--kind",
      description = {
        "classic: the variational autoencoder of textbooks (default);",
        "plain: the same without divergence and noise;",
        "kl: diffusers' AutoencoderKL, for latent diffusion."
      })
  AutoencoderKind kind = AutoencoderKind.CLASSIC;

  @Option(
      names = "--latent",
      paramLabel = "D",
      description = "Numbers in a latent, of classic and plain (default: 10).")
  private Integer latent;

  @Option(
      names = "--widths",
      paramLabel = "C",
      split = ",",
      description =
          "Of kl: channels of each level, from the picture down; every level but the last halves it"
              + " (default: 32,64,64).")
  private List<Integer> widths;

  @Option(
      names = "--latent-channels",
      paramLabel = "C",
      description = "Of kl: channels of a latent (default: 4).")
  private Integer latentChannels;

  @Option(
      names = "--layers",
      paramLabel = "N",
      description = "Of kl: residual blocks a level (default: 1).")
  private Integer layers;

  @Option(
      names = "--reconstruction",
      paramLabel = "LOSS",
      description = "bce, mse or l1 (default: bce; of kl: l1).")
  private Reconstruction reconstruction;

  @Option(
      names = "--beta",
      description = "The weight of the divergence (default: 1; of kl: 0.000001).")
  private Double beta;

  @Option(
      names = "--anneal",
      paramLabel = "STEPS",
      description = "Let the weight of the divergence grow from 0 over so many steps (default: 0).")
  private Long anneal;

  /** Returns the network for a data set. */
  AutoencoderShape shape(Dataset data) {
    if (kind != AutoencoderKind.KL) {
      refuse("--widths", widths);
      refuse("--latent-channels", latentChannels);
      refuse("--layers", layers);
      return new ClassicConfig(
          data.channels(),
          data.resolution(),
          latent == null ? 10 : latent,
          kind == AutoencoderKind.CLASSIC);
    }
    refuse("--latent", latent);
    List<Integer> all = widths == null ? List.of(32, 64, 64) : widths;
    int groups = all.stream().allMatch(width -> width % GROUPS == 0) ? GROUPS : 1;
    return new AutoencoderConfig(
        new Ends(
            data.channels(),
            data.channels(),
            latentChannels == null ? 4 : latentChannels,
            new IntNode(data.resolution())),
        all.stream().map(width -> new Level(width, Kind.PLAIN, Kind.PLAIN)).toList(),
        layers == null ? 1 : layers,
        new Style(Activation.SILU, groups),
        new Parts(true, true, true, false),
        new LatentScaling(1, null, null, null)); // measured when it is stored
  }

  /** Returns what is made small. */
  VaeLoss loss() {
    boolean kl = kind == AutoencoderKind.KL;
    if (kind == AutoencoderKind.PLAIN) {
      refuse("--beta", beta);
      refuse("--anneal", anneal);
    }
    Reconstruction usual = kl ? Reconstruction.L1 : Reconstruction.BCE;
    double weight = kind == AutoencoderKind.PLAIN ? 0 : kl ? 1e-6 : 1;
    return new VaeLoss(
        reconstruction == null ? usual : reconstruction,
        beta == null ? weight : beta,
        anneal == null ? 0 : anneal);
  }

  private void refuse(String option, Object value) {
    if (value != null) {
      throw new IllegalArgumentException(
          "%s %s: --kind %s has no such thing; leave it out".formatted(option, value, kind));
    }
  }
}

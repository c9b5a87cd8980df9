package corgi.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.cli.Failures.ExitCode;
import corgi.engine.data.Example;
import corgi.engine.data.Picture;
import corgi.engine.generation.VaeModel;
import corgi.eval.AttributeClassifier;
import corgi.eval.CodeGaussian;
import corgi.eval.WilsonShare;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code corgi vae holes}: how much of the latent space decodes to something. */
@Command(
    name = "holes",
    description = {
      "The share of random latents whose picture a classifier finds convincing, of a variational",
      "and of a plain autoencoder; the latents are drawn from N(0, I), and from the normal",
      "distribution that is fitted to the codes of held-out pictures (mean and covariance).",
      "Real pictures and their reconstructions, judged alike, say what is good."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class VaeHolesCommand implements Callable<Integer> {
  private static final int MOST = 100_000;
  private static final int SHOWN = 12; // pictures of each kind on the sheet

  @ParentCommand private VaeCommand vae;

  @Parameters(index = "0", paramLabel = "VAE", description = "A variational autoencoder's folder.")
  private String variational;

  @Parameters(index = "1", paramLabel = "PLAIN", description = "A plain autoencoder's folder.")
  private String plain;

  @Option(
      names = "--evaluator",
      paramLabel = "DIR",
      required = true,
      description = "The classifier to judge by; 'corgi train-evaluator' makes one.")
  private Path evaluator;

  @Option(
      names = "--threshold",
      paramLabel = "P",
      description =
          "Convincing is what the classifier gives at least this probability, of its likeliest"
              + " class (default: 0.9).")
  private double threshold = 0.9;

  @Option(
      names = "--head",
      paramLabel = "HEAD",
      description = "The label that is judged (default: the first of the classifier's).")
  private String head;

  @Option(names = "--count", paramLabel = "N", description = "Of each kind (default: 1000).")
  private int count = 1000;

  @Option(names = "--seed", paramLabel = "S", description = "Of the first latent (default: 0).")
  private long seed;

  @Mixin private VaeOutput output;

  @Override
  public Integer call() throws IOException {
    VaeOutput.require("--count", count, 2, MOST);
    if (!(threshold > 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "--threshold %s: must be above 0 and at most 1".formatted(threshold));
    }
    output.begin(vae.console(), "vae-holes.png");
    try (AttributeClassifier classifier = AttributeClassifier.load(evaluator);
        VaeModel varied = VaeModel.load(variational);
        VaeModel fixed = VaeModel.load(plain)) {
      Map<String, List<Picture>> kinds = new LinkedHashMap<>();
      List<Example> real = HeldOutPictures.of(varied, null, count);
      kinds.put("real", real.stream().map(Example::picture).toList());
      add(kinds, varied, "VAE", real);
      add(kinds, fixed, "plain", real);
      report(classifier, kinds);
    }
    return ExitCode.DONE;
  }

  private void add(
      Map<String, List<Picture>> kinds, VaeModel model, String name, List<Example> real) {
    List<float[]> codes = real.stream().map(example -> model.encode(example.picture())).toList();
    CodeGaussian fitted = CodeGaussian.of(codes);
    kinds.put(name + ", reconstructed", codes.stream().map(model::decode).toList());
    kinds.put(
        name + ", z ~ N(0, I)", seeds().mapToObj(s -> model.decode(model.normal(s))).toList());
    kinds.put(name + ", z ~ fitted", seeds().mapToObj(s -> model.decode(fitted.draw(s))).toList());
  }

  private LongStream seeds() {
    return LongStream.range(seed, seed + count);
  }

  private void report(AttributeClassifier classifier, Map<String, List<Picture>> kinds)
      throws IOException {
    String judged = judged(classifier);
    ObjectNode facts = JsonNodeFactory.instance.objectNode();
    facts.put("vae", variational).put("plain", plain).put("evaluator", classifier.name());
    facts.put("head", judged).put("threshold", threshold).put("seed", seed);
    ObjectNode shares = facts.putObject("convincing");
    List<String> lines = new ArrayList<>();
    lines.add(
        "the share with %s certain to %s or more, with its 95 %% interval"
            .formatted(judged, threshold));
    List<Sheet.Row> rows = new ArrayList<>();
    for (var kind : kinds.entrySet()) {
      long convincing =
          classifier.confidences(kind.getValue()).stream()
              .filter(sure -> sure.get(judged) >= threshold)
              .count();
      WilsonShare share = new WilsonShare(convincing, kind.getValue().size());
      ObjectNode entry = shares.putObject(kind.getKey());
      entry.put("share", share.share()).put("low", share.low()).put("high", share.high());
      entry.put("count", share.of());
      lines.add("%-20s %s of %d".formatted(kind.getKey(), share, share.of()));
      List<Picture> some = kind.getValue().subList(0, Math.min(SHOWN, kind.getValue().size()));
      rows.add(new Sheet.Row(kind.getKey(), some.stream().map(output::enlarged).toList()));
    }
    output.write(new Sheet("", List.of(), rows).render(), facts, lines);
  }

  private String judged(AttributeClassifier classifier) {
    var known = classifier.config().vocabulary().keySet();
    String judged = head == null ? known.iterator().next() : head;
    if (!known.contains(judged)) {
      throw new IllegalArgumentException(
          "--head %s: the evaluator knows %s".formatted(judged, String.join(", ", known)));
    }
    return judged;
  }
}

package corgi.eval;

import corgi.engine.sampling.CancelledException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Scores sets of PNG files, as often as one likes: networks are loaded and real pictures are read
 * once. What was asked of each picture stands in its file. Pictures are read in batches; of each a
 * few numbers are kept, and features of at most {@link FeatureSet#MOST}, so 50,000 pictures need
 * little memory.
 *
 * <p>For one thread.
 */
public final class Scoring implements AutoCloseable {
  private static final int OFFICIAL = 2048; // the features of FID, and the least pictures for them

  private final ScoringOptions options;
  private final Collection<Metric> metrics;
  private final Eyes eyes;
  private final References references;
  private final List<String> remarks = new ArrayList<>();

  private Scoring(ScoringOptions options, Collection<Metric> metrics, Eyes eyes) {
    this.options = options;
    this.metrics = metrics;
    this.eyes = eyes;
    references =
        options.reference() == null
            ? null
            : new References(options.reference(), ReferenceCache.usual());
  }

  /**
   * Loads what the options name.
   *
   * @throws IOException if a classifier, features or a reference is missing or damaged
   * @throws IllegalArgumentException if a metric is unknown
   */
  public static Scoring open(ScoringOptions options) throws IOException {
    Collection<Metric> metrics = Metric.named(options.metrics());
    AttributeClassifier judge = AttributeClassifier.find(options.evaluator());
    try {
      FeatureExtractor extractor =
          options.features() == null ? judge : FeatureExtractor.open(options.features());
      return new Scoring(options, metrics, new Eyes(judge, extractor));
    } catch (IOException | RuntimeException e) {
      judge.close();
      throw e;
    }
  }

  /** What is worth knowing about the last scores, one line each, such as a singular covariance. */
  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  /**
   * Returns every measurement that these pictures allow, in a fixed order.
   *
   * @param pngs at least 2, all of one size
   * @throws IOException if a picture cannot be read; the message names it
   * @throws IllegalArgumentException if there are too few, they differ in size, a feature is not
   *     finite, or they are the reference itself
   */
  public List<Measurement> score(List<Path> pngs) throws IOException {
    return score(pngs, ScoringProgress.NONE);
  }

  /** Like {@link #score(List)}, while somebody watches. */
  public List<Measurement> score(List<Path> pngs, ScoringProgress progress) throws IOException {
    return measured(look(pngs, progress));
  }

  /** Returns what metrics are told of these pictures; the arguments are those of {@link #score}. */
  public Evidence look(List<Path> pngs, ScoringProgress progress) throws IOException {
    remarks.clear();
    if (pngs.size() < 2) {
      throw new IllegalArgumentException(
          "%d pictures: at least 2 are needed for a spread".formatted(pngs.size()));
    }
    Loaded first = Loaded.png(pngs.get(0), 0);
    Eyes fitting = fitting(first);
    Reference reference = references == null ? null : references.suiting(first, fitting, progress);
    Looking looking = new Looking(fitting, metrics, reference);
    for (int from = 0; from < pngs.size(); from += Eyes.TOGETHER) {
      List<Loaded> batch = new ArrayList<>();
      for (int i = from; i < Math.min(pngs.size(), from + Eyes.TOGETHER); i++) {
        batch.add(alike(first, Loaded.png(pngs.get(i), i)));
      }
      looking.add(batch);
      progress.read(from + batch.size(), pngs.size());
      if (progress.cancelled()) {
        throw new CancelledException("stopped while pictures were looked at");
      }
    }
    checkOthers(looking, reference);
    Evidence evidence = looking.finish(options.bootstrap());
    remark(evidence);
    return evidence;
  }

  /** Returns the answers of all metrics. */
  public List<Measurement> measured(Evidence evidence) {
    return metrics.stream().flatMap(metric -> metric.of(evidence).stream()).toList();
  }

  private Eyes fitting(Loaded first) {
    Eyes fitting = eyes.fitting(first.picture().width(), first.picture().height());
    if (fitting != eyes) {
      int side = eyes.judge().config().image().resolution();
      remarks.add(
          "%s reads %d×%d pictures and whole multiples, these have %s: it says nothing"
              .formatted(eyes.judge().name(), side, side, first.size()));
    }
    return fitting;
  }

  private static Loaded alike(Loaded first, Loaded other) {
    if (!other.size().equals(first.size())) {
      throw new IllegalArgumentException(
          "%s has %s pixels, %s has %s: all must have one size"
              .formatted(other.name(), other.size(), first.name(), first.size()));
    }
    return other;
  }

  private void checkOthers(Looking looking, Reference reference) {
    if (reference == null) {
      return;
    }
    long copies = looking.hashes().stream().filter(reference.hashes()::contains).count();
    if (copies == looking.hashes().size()) {
      throw new IllegalArgumentException(
          "every one of these pictures is in the reference, %s: compare with others"
              .formatted(reference.words()));
    }
    if (copies > 0) {
      remarks.add(
          "%d of these pictures are in the reference, %s".formatted(copies, reference.words()));
    }
  }

  private void remark(Evidence evidence) {
    FeatureSet features = evidence.features();
    boolean asked = metrics.stream().anyMatch(metric -> metric instanceof FrechetDistance);
    if (!asked || features == null || !evidence.comparable()) {
      return;
    }
    if (features.official() && features.count() < OFFICIAL) {
      remarks.add(
          "FID of %d pictures: with fewer than %d it is mostly bias; published ones use 50000"
              .formatted(features.count(), OFFICIAL));
    }
    String singular = "%d %s pictures have a singular covariance in %d features: d² is biased";
    if (features.singular()) {
      remarks.add(singular.formatted(features.count(), "drawn", features.length()));
    }
    FeatureSet real = evidence.reference().features();
    if (real.singular()) {
      remarks.add(singular.formatted(real.count(), "real", real.length()));
    }
  }

  @Override
  public void close() {
    eyes.close();
  }
}

package corgi.eval;

import corgi.engine.checkpoint.Sha256;
import corgi.engine.sampling.CancelledException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Real pictures of every size asked for, each read once and kept for later processes, too. */
final class References {
  private static final int VERSION = 1; // raise it when the same source gives other numbers

  private final ReferenceOptions options;
  private final ReferenceCache cache;
  private final Map<String, Reference> known = new HashMap<>(); // by size and features

  References(ReferenceOptions options, ReferenceCache cache) {
    this.options = options;
    this.cache = cache;
  }

  /**
   * Returns the reference for pictures of the size of one.
   *
   * @throws IOException if a real picture cannot be read
   * @throws IllegalArgumentException if there are too few, or of another size
   */
  Reference suiting(Loaded picture, Eyes eyes, ScoringProgress progress) throws IOException {
    String features = eyes.extractor() == null ? "" : eyes.extractor().name();
    String key = picture.size() + " " + features;
    Reference found = known.get(key);
    if (found == null) {
      int width = picture.picture().width();
      int height = picture.picture().height();
      found = find(RealPictures.open(options, width, height), picture, eyes, progress);
      known.put(key, found);
    }
    return found;
  }

  private Reference find(RealPictures pictures, Loaded like, Eyes eyes, ScoringProgress progress)
      throws IOException {
    if (pictures.count() < 2) {
      throw new IllegalArgumentException(
          "reference %s: has %d pictures: at least 2 are needed"
              .formatted(options.source(), pictures.count()));
    }
    String features = eyes.extractor() == null ? "" : eyes.extractor().name();
    String all = "%d\n%s\n%s\n%s".formatted(VERSION, like.size(), features, pictures.hash());
    String key = Sha256.of(all.getBytes(StandardCharsets.UTF_8)).substring("sha256:".length());
    var stored = cache.read(key, pictures.words(), eyes.extractor());
    if (stored.isPresent()) {
      return stored.get();
    }
    Reference made = gather(pictures, like, eyes, progress);
    cache.write(key, made);
    return made;
  }

  private static Reference gather(
      RealPictures pictures, Loaded like, Eyes eyes, ScoringProgress progress) throws IOException {
    FeatureGathering features =
        eyes.extractor() == null ? null : new FeatureGathering(eyes.extractor());
    Thumbnails thumbnails = new Thumbnails();
    Set<Long> hashes = new HashSet<>();
    for (int from = 0; from < pictures.count(); from += Eyes.TOGETHER) {
      List<Loaded> batch = new ArrayList<>();
      for (int i = from; i < Math.min(pictures.count(), from + Eyes.TOGETHER); i++) {
        Loaded loaded = pictures.read(i);
        if (!loaded.size().equals(like.size())) {
          throw new IllegalArgumentException(
              "%s has %s pixels, %s has %s: all must have one size"
                  .formatted(loaded.name(), loaded.size(), like.name(), like.size()));
        }
        batch.add(loaded);
        thumbnails.add(Thumbnails.of(loaded.picture()), loaded.index());
        hashes.add(loaded.hash());
      }
      if (features != null) {
        features.add(
            eyes.features(batch.stream().map(Loaded::picture).toList()),
            batch.stream().map(Loaded::name).toList());
      }
      progress.readReal(from + batch.size(), pictures.count());
      if (progress.cancelled()) {
        throw new CancelledException("stopped while pictures were looked at");
      }
    }
    FeatureSet found = features == null ? null : features.finish();
    return new Reference(pictures.words(), found, thumbnails, hashes);
  }
}

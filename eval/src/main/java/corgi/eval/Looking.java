package corgi.eval;

import corgi.engine.data.Picture;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at pictures batch by batch and keeps of each what metrics ask for, not its pixels. */
final class Looking {
  private final Eyes eyes;
  private final Collection<Metric> metrics;
  private final Reference reference;
  private final Wanted wanted;
  private final FeatureGathering features;
  private final List<Shown> shown = new ArrayList<>();
  private final Set<Long> hashes = new HashSet<>();
  private final Map<String, float[]> texts = new HashMap<>();

  /**
   * @param reference to find near copies in, or null
   */
  Looking(Eyes eyes, Collection<Metric> metrics, Reference reference) {
    this.eyes = eyes;
    this.metrics = metrics;
    this.reference = reference;
    wanted = eyes.judge() == null ? null : new Wanted(eyes.judge().config());
    features = eyes.extractor() == null ? null : new FeatureGathering(eyes.extractor());
  }

  void add(List<Loaded> batch) {
    List<Picture> pictures = batch.stream().map(Loaded::picture).toList();
    Eyes.Seen seen = eyes.look(pictures);
    if (features != null) {
      features.add(seen.features(), batch.stream().map(Loaded::name).toList());
    }
    for (int i = 0; i < batch.size(); i++) {
      Loaded loaded = batch.get(i);
      hashes.add(loaded.hash());
      Map<String, Double> numbers = numbers(loaded.picture());
      if (eyes.extractor() instanceof TextAware extractor && !loaded.asked().prompt().isEmpty()) {
        float[] text =
            texts.computeIfAbsent(
                loaded.asked().prompt(), prompt -> extractor.texts(List.of(prompt)).get(0));
        numbers.put(PromptSimilarity.NAME, Vectors.cosine(seen.features().get(i), text));
      }
      Reading reading = seen.readings().get(i);
      Answer answer =
          wanted == null ? Answer.NONE : new Answer(wanted.of(loaded.asked()), reading.labels());
      shown.add(new Shown(loaded.name(), loaded.asked(), answer, reading.chances(), numbers));
    }
  }

  private Map<String, Double> numbers(Picture picture) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      if (metric instanceof PictureMetric single) {
        numbers.put(metric.name(), single.of(picture));
      } else if (metric instanceof Nearest && reference != null) {
        Thumbnails.Match match = reference.pictures().nearest(Thumbnails.of(picture));
        numbers.put(Nearest.NAME, match.distance());
        numbers.put(Nearest.EXAMPLE, (double) match.index());
      }
    }
    return numbers;
  }

  /** Returns the hashes of all pictures' pixels. */
  Set<Long> hashes() {
    return hashes;
  }

  Evidence finish(Bootstrap bootstrap) {
    FeatureSet found = features == null ? null : features.finish();
    String judge = eyes.judge() == null ? "" : eyes.judge().name();
    return new Evidence(shown, found, reference, judge, bootstrap);
  }
}

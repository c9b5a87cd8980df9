package corgi.engine.generation;

import corgi.engine.data.Datasets;
import corgi.engine.model.CleanClassifier;
import corgi.engine.model.Likelihood;
import corgi.engine.unet.adm.AdmClassifier;
import corgi.engine.unet.adm.LabelHeads;
import corgi.engine.unet.adm.NoisyClassifier;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A loaded classifier, which a request tells what it is to see. */
interface Labeller {
  /**
   * Returns how well pictures fit what is asked for.
   *
   * @throws IllegalArgumentException if there are no labels and the prompt says none, or they are
   *     unknown
   */
  Likelihood likelihood(Words words);

  /**
   * A classifier of noisy pictures.
   *
   * @param data the name of the data set it learned from, whose grammar reads prompts
   */
  static Labeller of(NoisyClassifier network, String data) {
    Supplier<String> example =
        () -> {
          var head = network.heads().vocabulary().entrySet().iterator().next();
          return "--label %s=%s".formatted(head.getKey(), head.getValue().get(0));
        };
    return words -> {
      Map<String, String> labels = words.labels();
      if (labels.isEmpty()) {
        labels =
            Datasets.labels(data, words.prompt())
                .orElseGet(() -> network.heads().in(words.prompt()));
      }
      if (labels.isEmpty()) {
        throw unread(words, data, example.get());
      }
      return network.of(labels);
    };
  }

  /**
   * A classifier of noisy pictures whose classes have numbers, and names if they are ImageNet's.
   */
  static Labeller ofClasses(AdmClassifier network) {
    int classes = network.config().ends().outChannels();
    List<String> numbers = IntStream.range(0, classes).mapToObj(String::valueOf).toList();
    var heads = new LabelHeads(Map.of("class", numbers));
    NoisyClassifier classifier = new NoisyClassifier(network, heads);
    ClassLabels labels = ClassLabels.of(classes);
    return words -> classifier.of(Map.of("class", numbers.get(labels.find(words))));
  }

  /** A classifier of clean pictures. */
  static Labeller of(CleanClassifier classifier) {
    return words -> {
      Map<String, String> labels =
          classifier.known(
              words.labels().isEmpty()
                  ? classifier
                      .labels(words.prompt())
                      .orElseThrow(() -> unread(words, "the classifier", "--label cat"))
                  : words.labels());
      return Likelihood.ofClean(clean -> classifier.log(clean, labels));
    };
  }

  private static IllegalArgumentException unread(Words words, String who, String example) {
    return new IllegalArgumentException(
        "'%.60s' is no sentence that %s reads labels off: say them, such as %s"
            .formatted(words.prompt(), who, example));
  }
}

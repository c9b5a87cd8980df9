package corgi.engine.generation;

import corgi.engine.model.ClassNames;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which class a request means.
 *
 * @param names of the classes
 */
record ClassLabels(ClassNames names) {
  private static final String IMAGENET = "corgi/models/openai/imagenet-classes.txt";
  private static final int IMAGENET_CLASSES = 1000;

  /** Of so many classes: a thousand have the names of ImageNet's, others only numbers. */
  static ClassLabels of(int classes) {
    return new ClassLabels(
        classes == IMAGENET_CLASSES
            ? ClassNames.resource(IMAGENET)
            : new ClassNames(IntStream.range(0, classes).mapToObj(String::valueOf).toList()));
  }

  /**
   * Returns the class that is labelled, or else the one whose name stands in the prompt.
   *
   * @throws IllegalArgumentException if there is none
   */
  int find(Words words) {
    Map<String, String> labels = words.labels();
    if (labels.size() > 1) {
      throw new IllegalArgumentException(
          "labels %s: this model has one label, its class".formatted(labels));
    }
    if (labels.size() == 1) {
      return names.find(labels.values().iterator().next());
    }
    return names
        .in(words.prompt())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    (words.prompt().isEmpty()
                            ? "no class, and this model draws one: say which"
                            : "'%.60s' names no class of this model: say one"
                                .formatted(words.prompt()))
                        + ", such as --label 0 (%s)".formatted(names.lines().get(0))));
  }

  /** Returns a class in words: {@code 263 (Pembroke, Pembroke Welsh corgi)}. */
  String describe(int index) {
    String name = names.lines().get(index);
    return name.equals(String.valueOf(index)) ? name : "%d (%s)".formatted(index, name);
  }
}

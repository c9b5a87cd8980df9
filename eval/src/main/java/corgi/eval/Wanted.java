package corgi.eval;

import corgi.engine.data.Datasets;
import corgi.engine.unet.adm.LabelHeads;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a right picture shows, in the words of a classifier. */
final class Wanted {
  private final AttributeConfig config;
  private final LabelHeads heads;
  private final Map<String, Map<String, String>> read = new HashMap<>(); // by prompt

  Wanted(AttributeConfig config) {
    this.config = config;
    heads = new LabelHeads(config.vocabulary());
  }

  /** Returns the value of every label head that is spoken of: by labels, or else by the prompt. */
  Map<String, String> of(Asked asked) {
    Map<String, String> labels = new LinkedHashMap<>();
    asked
        .labels()
        .forEach(
            (head, value) -> {
              String named =
                  head.isEmpty() && heads.vocabulary().size() == 1
                      ? heads.vocabulary().keySet().iterator().next()
                      : head;
              if (heads.vocabulary().getOrDefault(named, List.of()).contains(value)) {
                labels.put(named, value);
              }
            });
    return labels.isEmpty() ? read.computeIfAbsent(asked.prompt(), this::read) : labels;
  }

  private Map<String, String> read(String prompt) {
    return prompt.isEmpty()
        ? Map.of()
        : Datasets.labels(config.origin().data(), prompt).orElseGet(() -> heads.in(prompt));
  }
}

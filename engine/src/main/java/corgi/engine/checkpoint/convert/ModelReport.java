package corgi.engine.checkpoint.convert;

import com.fasterxml.jackson.databind.JsonNode;
import corgi.engine.checkpoint.StoredTensor;
import corgi.engine.checkpoint.TensorSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a stored model is.
 *
 * @param path where it is
 * @param kind what it is, for people
 * @param parts its networks
 * @param schedule its noise and what it predicts, or null where nothing says
 */
public record ModelReport(String path, String kind, List<Part> parts, Schedule schedule) {
  private static final String FITS = "fits";
  private static final String UNCHECKED = "not checked";

  public ModelReport {
    parts = List.copyOf(parts);
  }

  /**
   * A network.
   *
   * @param name its folder, or the file's name
   * @param architecture its class, or {@code unknown}
   * @param file where its weights are
   * @param tensors how many
   * @param parameters how many numbers they have
   * @param bytes how many bytes these take
   * @param types how many numbers there are of each type
   * @param fit "fits", or what is missing, misshapen or unused, or "not checked"
   */
  public record Part(
      String name,
      String architecture,
      String file,
      long tensors,
      long parameters,
      long bytes,
      Map<String, Long> types,
      String fit) {}

  /**
   * The noise.
   *
   * @param scheduler the class that diffusers samples with
   * @param prediction what the network answers
   * @param betas how they are spaced
   * @param steps how many there are
   */
  public record Schedule(String scheduler, String prediction, String betas, int steps) {
    /** Reads what a {@code scheduler_config.json} says, with diffusers' defaults. */
    static Schedule of(JsonNode json) {
      return new Schedule(
          json.path("_class_name").asText("unknown"),
          json.path("prediction_type").asText("epsilon"),
          json.path("trained_betas").isArray()
              ? "given"
              : json.path("beta_schedule").asText("linear"),
          json.path("num_train_timesteps").asInt(1000));
    }
  }

  /** Returns what is wrong with its networks, a line for each that does not fit. */
  public List<String> misfits() {
    return parts.stream()
        .filter(part -> !part.fit().equals(FITS) && !part.fit().equals(UNCHECKED))
        .map(
            part ->
                "%s: does not fit its %s: %s"
                    .formatted(part.file(), part.architecture(), part.fit()))
        .toList();
  }

  /**
   * Describes a network; nothing is read but what its file says about itself.
   *
   * @param problems what does not fit, "" if all does, or nothing if nobody knows
   */
  static Part part(String name, String type, TensorSource tensors, Optional<String> problems) {
    long bytes = 0;
    Map<String, Long> types = new TreeMap<>();
    for (String tensor : tensors.names()) {
      StoredTensor entry = tensors.entry(tensor);
      bytes += entry.length();
      types.merge(entry.type().name(), entry.count(), Long::sum);
    }
    String fit = problems.map(said -> said.isEmpty() ? FITS : said).orElse(UNCHECKED);
    return new Part(
        name, type, tensors.source(), tensors.names().size(), tensors.count(), bytes, types, fit);
  }
}

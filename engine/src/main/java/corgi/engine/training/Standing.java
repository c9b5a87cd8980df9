package corgi.engine.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.checkpoint.SafetensorsWriter;
import java.util.Map;

/**
 * Where a training stands, beside its tensors.
 *
 * @param counters how far it has come
 * @param sums of the steps since the last line of the log
 */
record Standing(Counters counters, LossSums sums) {
  static final Standing BEGINNING = new Standing(Counters.ZERO, LossSums.NONE);

  private static final String STEPS = "steps";
  private static final String EXAMPLES = "examples";
  private static final String SECONDS = "seconds";
  private static final String SUMS = "log";

  void putInto(SafetensorsWriter writer) {
    writer
        .metadata(STEPS, Long.toString(counters.steps()))
        .metadata(EXAMPLES, Long.toString(counters.examples()))
        .metadata(SECONDS, Double.toString(counters.seconds()))
        .metadata(SUMS, sums.toJson());
  }

  /**
   * Reads what {@link #putInto} wrote; a state of an earlier version has no sums.
   *
   * @throws CheckpointException if it is not there
   */
  static Standing of(SafetensorsFile file) throws CheckpointException {
    Map<String, String> said = file.metadata();
    try {
      Counters counters =
          new Counters(
              Long.parseLong(said.get(STEPS)),
              Long.parseLong(said.get(EXAMPLES)),
              Double.parseDouble(String.valueOf(said.get(SECONDS))));
      String sums = said.getOrDefault(SUMS, "{}");
      return new Standing(counters, LossSums.fromJson(new ObjectMapper().readTree(sums)));
    } catch (NumberFormatException | JsonProcessingException e) {
      throw new CheckpointException(file.source(), "is no state of a training", e);
    }
  }
}

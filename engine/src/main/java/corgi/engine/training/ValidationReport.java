package corgi.engine.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.schedule.NoiseLevel;
import java.util.List;

/**
 * The loss of the averaged weights on pictures that training never meets.
 *
 * @param counters when it was measured
 * @param levels from little noise to much, as many shares of the noise of training
 * @param seconds that it took
 */
public record ValidationReport(Counters counters, List<Level> levels, double seconds) {
  /**
   * The mean loss at one level of noise.
   *
   * @param noise the level
   * @param loss the mean over the pictures, as the objective weighs it
   */
  public record Level(NoiseLevel noise, double loss) {}

  public ValidationReport {
    levels = List.copyOf(levels);
  }

  /** The mean over the levels, which estimates the loss that training makes small. */
  public double loss() {
    return levels.stream().mapToDouble(Level::loss).average().orElseThrow();
  }

  /** Returns a line of a log. */
  ObjectNode toJson() {
    ObjectNode line = new ObjectMapper().createObjectNode();
    line.put("steps", counters.steps());
    line.put("examples", counters.examples());
    line.put("loss", loss());
    ArrayNode each = line.putArray("levels");
    for (Level level : levels) {
      each.addObject().put("kappa", level.noise().kappa()).put("loss", level.loss());
    }
    line.put("took", seconds);
    return line;
  }
}

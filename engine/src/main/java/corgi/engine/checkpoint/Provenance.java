package corgi.engine.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.tensor.Precision;
import java.util.ArrayList;
import java.util.List;

/**
 * How a model was made: what {@code corgi.json} holds.
 *
 * @param version of Corgi, such as {@code 0.1.0}
 * @param commit of Corgi's sources, or {@code unknown}
 * @param data what it learned from
 * @param text how prompts reach it, or null if they do not
 * @param conditions what else it is told, as {@link corgi.engine.condition.Conditions} stores it
 * @param training how it was trained
 */
public record Provenance(
    String version,
    String commit,
    Data data,
    Text text,
    List<ObjectNode> conditions,
    Training training) {
  /** What {@link Training#start} says of a training from scratch. */
  public static final String RANDOM = "random weights";

  /** States that every part is there. */
  public Provenance {
    said("version", version);
    said("commit", commit);
    present("data", data);
    present("conditions", conditions);
    present("training", training);
    conditions = List.copyOf(conditions);
  }

  /** All that it is told, text first. */
  public List<ObjectNode> told() {
    List<ObjectNode> all = new ArrayList<>();
    if (text != null) {
      ObjectNode told = CheckpointJson.object().put("name", "text");
      all.add(told.setAll(CheckpointJson.of(text))); // whose keys are the condition's, too
    }
    all.addAll(conditions);
    return all;
  }

  /**
   * What it learned from.
   *
   * @param name of the data set
   * @param hash of everything the examples depend on
   * @param heldOut what was left out to test generalisation, or {@code nothing}
   * @param licences of the pictures, with the attribution they ask for
   */
  public record Data(String name, String hash, String heldOut, String licences) {
    /** States that everything is said. */
    public Data {
      said("data.name", name);
      said("data.hash", hash);
      said("data.heldOut", heldOut);
      said("data.licences", licences);
    }
  }

  /**
   * How prompts reach it.
   *
   * @param encoder the name of the text encoder
   * @param length the number of tokens it was trained with
   * @param nullCondition the prompt that means "no condition", usually empty
   * @param dropped the share of examples that were shown the null condition, in [0, 1]
   */
  public record Text(String encoder, int length, String nullCondition, double dropped) {
    /** Checks the ranges. */
    public Text {
      said("text.encoder", encoder);
      require(length >= 1 && length <= 1 << 16, "text.length", length, "from 1 to 65536");
      present("text.nullCondition", nullCondition);
      require(dropped >= 0 && dropped <= 1, "text.dropped", dropped, "from 0 to 1");
    }
  }

  /**
   * How it was trained.
   *
   * @param seed of everything random
   * @param steps of the optimiser
   * @param examples seen, repetitions counted
   * @param seconds it took
   * @param precision what the network computed in
   * @param start the weights it began from
   */
  public record Training(
      long seed, long steps, long examples, double seconds, Precision precision, String start) {
    /** Checks the ranges. */
    public Training {
      require(steps >= 0, "training.steps", steps, "at least 0");
      require(examples >= 0, "training.examples", examples, "at least 0");
      require(
          seconds >= 0 && seconds < Double.POSITIVE_INFINITY,
          "training.seconds",
          seconds,
          "at least 0");
      present("training.precision", precision);
      said("training.start", start);
    }
  }

  private static void said(String key, String value) {
    require(value != null && !value.isBlank(), key, value, "a text");
  }

  private static void present(String key, Object value) {
    require(value != null, key, value, "there");
  }

  private static void require(boolean right, String key, Object value, String expected) {
    if (!right) {
      throw new IllegalArgumentException("%s = %s: must be %s".formatted(key, value, expected));
    }
  }
}

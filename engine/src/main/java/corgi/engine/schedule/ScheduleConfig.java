package corgi.engine.schedule;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A {@code scheduler_config.json} as diffusers writes it: the schedule a model was trained on and
 * how its author samples it. Keys that nobody asks for are kept.
 */
public final class ScheduleConfig {
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build()); // UTF-8
  private static final int MOST_STEPS = 100_000;
  private static final String CLASS = "_class_name";

  private final ObjectNode json;

  private ScheduleConfig(ObjectNode json) {
    this.json = json;
  }

  /** Returns the configuration of a JSON object. */
  public static ScheduleConfig of(JsonNode json) {
    if (!(json instanceof ObjectNode object)) {
      throw new IllegalArgumentException("a scheduler configuration must be a JSON object");
    }
    return new ScheduleConfig(object.deepCopy());
  }

  /** Returns the configuration of a kind of scheduler with its presets. */
  public static ScheduleConfig named(String className) {
    return new ScheduleConfig(JSON.createObjectNode().put(CLASS, className));
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read or is no JSON object; the message names it
   */
  public static ScheduleConfig read(Path file) throws IOException {
    try {
      return of(JSON.readTree(Files.readAllBytes(file)));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage().lines().findFirst().orElse(""), e);
    }
  }

  /** Returns this with one value set: a text, a number, a truth value or a list. */
  public ScheduleConfig with(String key, Object value) {
    ObjectNode changed = json.deepCopy();
    changed.set(key, JSON.valueToTree(value));
    return new ScheduleConfig(changed);
  }

  /** Returns a copy of the JSON object. */
  public ObjectNode json() {
    return json.deepCopy();
  }

  /** Returns the JSON text. */
  public String toJson() {
    return json.toPrettyString();
  }

  /** The kind of scheduler, such as {@code DDIMScheduler}. */
  public String className() {
    return text(CLASS, "");
  }

  /** What the network predicts: {@code epsilon}, {@code v_prediction} or {@code sample}. */
  public String predictionType() {
    return text("prediction_type", "epsilon");
  }

  /** Whether it is of a model of Karras et al. 2022 (2206.00364), trained on noise of any κ. */
  public boolean edm() {
    return className().startsWith("EDM");
  }

  /**
   * The kind of preconditioning, which is {@code edm} or {@link #predictionType}: {@code epsilon}
   * of a class of EDM says only the sign of c_out.
   */
  public String preconditioning() {
    return edm() ? "edm" : predictionType();
  }

  /** Returns the schedule that the model was trained on. */
  public VpSchedule schedule() {
    VpSchedule schedule = VpSchedule.ofBetas(betas());
    return flag("rescale_betas_zero_snr", false) ? schedule.zeroTerminal() : schedule;
  }

  private double[] betas() {
    JsonNode trained = json.path("trained_betas");
    if (trained.isArray()) {
      return IntStream.range(0, trained.size())
          .mapToDouble(i -> trainedBeta(i, trained.get(i)))
          .toArray();
    }
    int steps = whole("num_train_timesteps", 1000, 1, MOST_STEPS);
    BetaPreset preset = BetaPreset.of(className());
    double start = number("beta_start", preset.start());
    var span = new Betas.Span(start, number("beta_end", preset.end()), steps);
    String wanted = text("beta_schedule", preset.table().key());
    for (Betas betas : Betas.values()) {
      if (betas.key().equals(wanted)) {
        return betas.table(span);
      }
    }
    throw bad("beta_schedule", Arrays.stream(Betas.values()).map(Betas::key).toList());
  }

  private static double trainedBeta(int i, JsonNode value) {
    if (!value.isNumber()) {
      throw new IllegalArgumentException(
          "trained_betas[%d] = %s: must be a number".formatted(i, value));
    }
    return value.asDouble();
  }

  /** Returns how times are picked; the preset differs between kinds of schedulers. */
  public Spacing spacing(Spacing preset) {
    return choice("timestep_spacing", preset);
  }

  /** Returns the constant that a key names, or the preset where the key is absent. */
  public <E extends Enum<E>> E choice(String key, E preset) {
    String wanted = text(key, name(preset));
    E[] all = preset.getDeclaringClass().getEnumConstants();
    for (E constant : all) {
      if (name(constant).equals(wanted)) {
        return constant;
      }
    }
    throw bad(key, Arrays.stream(all).map(ScheduleConfig::name).toList());
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Returns a text. */
  public String text(String key, String preset) {
    if (json.path(key).isContainerNode()) {
      throw bad(key, List.of("a word"));
    }
    return json.hasNonNull(key) ? json.get(key).asText() : preset;
  }

  /** Returns a number. */
  public double number(String key, double preset) {
    if (!json.hasNonNull(key)) {
      return preset;
    }
    JsonNode value = json.get(key);
    if (value.isTextual() && value.asText().matches("-?(inf|Infinity)")) {
      return value.asText().startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (!value.isNumber()) {
      throw bad(key, List.of("a number"));
    }
    return value.asDouble();
  }

  /** Returns a whole number between {@code least} and {@code most}. */
  public int whole(String key, int preset, int least, int most) {
    double value = number(key, preset);
    if (value != Math.rint(value) || value < least || value > most) {
      throw bad(key, List.of("a whole number from " + least + " to " + most));
    }
    return (int) value;
  }

  /** Returns a truth value. */
  public boolean flag(String key, boolean preset) {
    if (json.hasNonNull(key) && !json.get(key).isBoolean()) {
      throw bad(key, List.of("true", "false"));
    }
    return json.hasNonNull(key) ? json.get(key).asBoolean() : preset;
  }

  /** Returns a list of whole numbers, empty where the key is absent. */
  public List<Integer> wholes(String key) {
    JsonNode list = json.path(key);
    return IntStream.range(0, list.size()).mapToObj(i -> list.get(i).asInt()).toList();
  }

  private IllegalArgumentException bad(String key, List<String> allowed) {
    return new IllegalArgumentException(
        "scheduler configuration: %s = %s: must be %s"
            .formatted(key, json.get(key), String.join(" or ", allowed)));
  }

  @Override
  public String toString() {
    return json.toString();
  }
}

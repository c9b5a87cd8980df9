package corgi.engine.condition;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All that a network is told, in an order that its weights depend on.
 *
 * @param all no two of one name
 */
public record Conditions(List<Condition> all) implements AutoCloseable {
  /** Of a network that is told nothing. */
  public static final Conditions NONE = new Conditions(List.of());

  /**
   * @throws IllegalArgumentException if a name is there twice, or two want the same port
   */
  public Conditions {
    all = List.copyOf(all);
    Set<String> names = new HashSet<>();
    Set<Port> taken = new HashSet<>();
    for (Condition condition : all) {
      if (!names.add(condition.name())) {
        throw new IllegalArgumentException(
            "condition %s is named twice".formatted(condition.name()));
      }
      for (Port port : condition.ports().keySet()) {
        if (!taken.add(port) && port != Port.CHANNELS) {
          throw new IllegalArgumentException(
              "condition %s: another one is told by %s already".formatted(condition.name(), port));
        }
      }
    }
  }

  /**
   * Returns the conditions of a stored model.
   *
   * @throws IllegalArgumentException if this is not what {@link #toJson} wrote
   * @throws IOException if something they need cannot be read
   */
  public static Conditions read(List<ObjectNode> stored) throws IOException {
    List<Condition> read = new ArrayList<>();
    for (ObjectNode json : stored) {
      read.add(ConditionPlugin.named(json.path("name").asText()).read(json));
    }
    return new Conditions(read);
  }

  /** Returns what {@link #read} reads. */
  public List<ObjectNode> toJson() {
    return all.stream().map(Condition::toJson).toList();
  }

  /** The names, in order. */
  public List<String> names() {
    return all.stream().map(Condition::name).toList();
  }

  /** Returns the condition of that name. */
  public Optional<Condition> named(String name) {
    return all.stream().filter(condition -> condition.name().equals(name)).findFirst();
  }

  /** Channels that are joined to the image, (S). */
  public int channels() {
    return Math.toIntExact(shapes().getOrDefault(Port.CHANNELS, new Shape(0)).get(0));
  }

  /** What a network takes in, and the shape of one image's row. */
  public Map<Port, Shape> shapes() {
    Map<Port, Shape> shapes = new EnumMap<>(Port.class);
    for (Condition condition : all) {
      condition.ports().forEach((port, shape) -> shapes.merge(port, shape, Conditions::joined));
    }
    return shapes;
  }

  private static Shape joined(Shape one, Shape other) {
    if (!one.slice(1).equals(other.slice(1))) {
      throw new IllegalArgumentException(
          "conditions with channels of shapes %s and %s: must be of one size"
              .formatted(one, other));
    }
    return new Shape(one.get(0) + other.get(0)).addAll(one.slice(1));
  }

  /** Returns what scenes say, a condition at a time. */
  public List<Cues> cues(List<Scene> scenes) {
    return all.stream().map(condition -> new Cues(condition, condition.cues(scenes))).toList();
  }

  /**
   * What one condition says of several images.
   *
   * @param condition whose null condition stands where nothing is said
   * @param rows one for each image
   */
  public record Cues(Condition condition, List<Optional<Cue>> rows) {
    /** Returns this without what is said of some images. */
    public Cues without(Predicate<Integer> row) {
      List<Optional<Cue>> left = new ArrayList<>();
      for (int b = 0; b < rows.size(); b++) {
        left.add(row.test(b) ? Optional.empty() : rows.get(b));
      }
      return new Cues(condition, left);
    }

    private float[] at(int row, Port port, Shape shape) {
      return rows.get(row).orElseGet(condition::none).at(port, shape);
    }
  }

  /**
   * Joins what is said to the network's input.
   *
   * @param said of these conditions, in their order
   * @param images how many
   */
  public Told told(List<Cues> said, int images) {
    Map<Port, float[]> values = new EnumMap<>(Port.class);
    Map<Port, Shape> shapes = shapes();
    Map<Port, Integer> offsets = new EnumMap<>(Port.class);
    shapes.forEach((port, s) -> values.put(port, new float[Math.toIntExact(s.size() * images)]));
    for (Cues cues : said) {
      cues.condition()
          .ports()
          .forEach(
              (port, shape) -> {
                int whole = Math.toIntExact(shapes.get(port).size());
                int offset = offsets.merge(port, (int) shape.size(), Integer::sum);
                for (int b = 0; b < images; b++) {
                  float[] row = cues.at(b, port, shape);
                  int at = b * whole + offset - row.length;
                  System.arraycopy(row, 0, values.get(port), at, row.length);
                }
              });
    }
    return new Told(images, values, shapes);
  }

  @Override
  public void close() {
    all.forEach(Condition::close);
  }
}

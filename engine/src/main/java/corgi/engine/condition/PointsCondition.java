package corgi.engine.condition;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import corgi.engine.data.Point;
import corgi.engine.tensor.CounterRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where named points are, as one channel each that is joined to the noisy image: a Gaussian bump,
 * exp(−‖p − q‖²/2s²) at pixel p for a point q, as heat maps of poses are (Tompson et al. 2014,
 * 1406.2984, §3.2). A point that is not known leaves its channel empty; the null condition knows
 * none. In training some points are left out one by one, so that a request may name a few.
 *
 * @param points the names, in the order of their channels
 * @param resolution pixels a side
 * @param spread s as a share of a side
 * @param dropped see {@link Condition#dropped}
 */
public record PointsCondition(List<String> points, int resolution, double spread, double dropped)
    implements Condition {
  /** The name on the command line. */
  public static final String NAME = "points";

  private static final double SPREAD = 1 / 16.0;
  private static final double LEFT_OUT = 0.2; // of the points, one by one

  public PointsCondition {
    points = List.copyOf(points);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<Port, Shape> ports() {
    return Map.of(Port.CHANNELS, new Shape(points.size(), resolution, resolution));
  }

  @Override
  public Scene lesson(Scene scene, long key) {
    Map<String, Point> known = new HashMap<>(scene.points());
    for (int i = 0; i < points.size(); i++) {
      if (CounterRandom.uniform(key, i) < LEFT_OUT) {
        known.remove(points.get(i));
      }
    }
    return new Scene(scene.text(), scene.labels(), scene.picture(), scene.mask(), known);
  }

  @Override
  public List<Optional<Cue>> cues(List<Scene> scenes) {
    List<Optional<Cue>> cues = new ArrayList<>();
    for (Scene scene : scenes) {
      check(scene.points());
      cues.add(scene.points().isEmpty() ? Optional.empty() : Optional.of(cue(scene.points())));
    }
    return cues;
  }

  private void check(Map<String, Point> known) {
    for (String name : known.keySet()) {
      if (!points.contains(name)) {
        throw new IllegalArgumentException(
            "point '%s': this model knows %s".formatted(name, String.join(", ", points)));
      }
    }
  }

  private Cue cue(Map<String, Point> known) {
    float[] maps = new float[points.size() * resolution * resolution]; // (K, H, W)
    int at = 0;
    for (String name : points) {
      Point q = known.get(name);
      for (int y = 0; y < resolution; y++) {
        for (int x = 0; x < resolution; x++) {
          maps[at++] = q == null ? 0 : bump(q, x, y);
        }
      }
    }
    return Cue.of(Port.CHANNELS, maps);
  }

  private float bump(Point q, int x, int y) {
    double dx = (x + 0.5) / resolution - q.x();
    double dy = (y + 0.5) / resolution - q.y();
    return (float) Math.exp(-(dx * dx + dy * dy) / (2 * spread * spread));
  }

  @Override
  public Cue none() {
    return Cue.of(Port.CHANNELS, new float[points.size() * resolution * resolution]);
  }

  @Override
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", NAME);
    points.forEach(json.putArray("points")::add);
    return json.put("resolution", resolution).put("spread", spread).put("dropped", dropped);
  }

  /** {@code points}. */
  @AutoService(ConditionPlugin.class)
  public static final class Plugin implements ConditionPlugin {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "named places in the picture, as channels beside it";
    }

    @Override
    public Condition create(ConditionSpec spec, Material material) {
      spec.check("spread", ConditionSpec.DROP);
      List<String> names = material.dataset().pointNames();
      if (names.isEmpty()) {
        throw new IllegalArgumentException(
            "condition points: data set %s names none".formatted(material.dataset().name()));
      }
      double spread = spec.share("spread", SPREAD);
      if (spread == 0) {
        throw new IllegalArgumentException("condition points: spread = 0: must be positive");
      }
      return new PointsCondition(
          names,
          material.dataset().resolution(),
          spread,
          spec.share(ConditionSpec.DROP, material.drop()));
    }

    @Override
    public Condition read(ObjectNode json) {
      Stored stored = new Stored(json);
      return new PointsCondition(
          stored.texts("points"),
          stored.whole("resolution", 1, 1 << 14),
          stored.positive("spread"),
          stored.share("dropped"));
    }
  }
}

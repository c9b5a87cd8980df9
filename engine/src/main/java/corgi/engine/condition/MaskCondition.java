package corgi.engine.condition;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import corgi.engine.data.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of the picture that is kept, and where: a channel that is 1 where the picture is to be
 * drawn and 0 where it is kept, and the picture's channels with 0 in place of what is to be drawn,
 * all joined to the noisy image. Saharia et al. 2022, "Palette" (2111.05826), §3; the mask and
 * masked picture of Stable Diffusion's inpainting. The null condition keeps nothing.
 *
 * @param channels of a picture
 * @param resolution pixels a side
 * @param dropped see {@link Condition#dropped}
 */
public record MaskCondition(int channels, int resolution, double dropped) implements Condition {
  /** The name on the command line. */
  public static final String NAME = "mask";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<Port, Shape> ports() {
    return Map.of(Port.CHANNELS, new Shape(1 + channels, resolution, resolution));
  }

  @Override
  public Scene lesson(Scene scene, long key) {
    Picture mask = RandomMasks.draw(resolution, key);
    return new Scene(scene.text(), scene.labels(), scene.picture(), mask, scene.points());
  }

  @Override
  public List<Optional<Cue>> cues(List<Scene> scenes) {
    List<Optional<Cue>> cues = new ArrayList<>();
    for (Scene scene : scenes) {
      boolean said = scene.picture() != null && scene.mask() != null;
      cues.add(said ? Optional.of(cue(scene.picture(), scene.mask())) : Optional.empty());
    }
    return cues;
  }

  private Cue cue(Picture picture, Picture mask) {
    check("picture", picture, channels);
    check("mask", mask, 1);
    int area = resolution * resolution;
    float[] rows = new float[(1 + channels) * area]; // (1 + C, H, W)
    System.arraycopy(mask.values(), 0, rows, 0, area);
    for (int i = 0; i < channels * area; i++) {
      rows[area + i] = picture.values()[i] * (1 - mask.values()[i % area]);
    }
    return Cue.of(Port.CHANNELS, rows);
  }

  private void check(String what, Picture picture, int wanted) {
    if (picture.channels() != wanted
        || picture.height() != resolution
        || picture.width() != resolution) {
      throw new IllegalArgumentException(
          "%s of %d×%d pixels and %d channels: this model reads %d×%d of %d"
              .formatted(
                  what,
                  picture.width(),
                  picture.height(),
                  picture.channels(),
                  resolution,
                  resolution,
                  wanted));
    }
  }

  @Override
  public Cue none() {
    int area = resolution * resolution;
    float[] rows = new float[(1 + channels) * area];
    Arrays.fill(rows, 0, area, 1);
    return Cue.of(Port.CHANNELS, rows);
  }

  @Override
  public ObjectNode toJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", NAME)
        .put("channels", channels)
        .put("resolution", resolution)
        .put("dropped", dropped);
  }

  /** {@code mask}. */
  @AutoService(ConditionPlugin.class)
  public static final class Plugin implements ConditionPlugin {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "the kept part of the picture and a mask, as channels beside it: inpainting";
    }

    @Override
    public Condition create(ConditionSpec spec, Material material) {
      spec.check(ConditionSpec.DROP);
      return new MaskCondition(
          material.dataset().channels(),
          material.dataset().resolution(),
          spec.share(ConditionSpec.DROP, material.drop()));
    }

    @Override
    public Condition read(ObjectNode json) {
      Stored stored = new Stored(json);
      return new MaskCondition(
          stored.whole("channels", 1, 64),
          stored.whole("resolution", 1, 1 << 14),
          stored.share("dropped"));
    }
  }
}

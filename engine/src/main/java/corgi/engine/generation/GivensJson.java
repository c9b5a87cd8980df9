package corgi.engine.generation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request was given, as a recipe says it: pictures by their size and the hash of their
 * pixels.
 */
final class GivensJson {
  private static final String INIT = "init";
  private static final String STRENGTH = "strength";
  private static final String MASK = "mask";
  private static final String POINTS = "points";

  private GivensJson() {}

  /** Adds what there is to the recipe. */
  static void write(ObjectNode json, Givens givens) {
    if (givens.init() != null) {
      picture(json.putObject(INIT), givens.init());
    }
    if (givens.strength() != null) {
      json.put(STRENGTH, givens.strength());
    }
    if (givens.mask() != null) {
      picture(json.putObject(MASK), givens.mask().picture())
          .put("resample", givens.mask().rounds())
          .put("kept", RecipeJson.lower(givens.mask().kept()));
    }
    if (!givens.points().isEmpty()) {
      ArrayNode points = json.putArray(POINTS);
      for (NamedPoint point : givens.points()) {
        points.addObject().put("name", point.name()).put("x", point.x()).put("y", point.y());
      }
    }
  }

  private static ObjectNode picture(ObjectNode json, GivenPicture picture) {
    return json.put("size", picture.size().toString()).put("pixels", picture.hash());
  }

  /** Returns what a recipe says was given. */
  static Givens read(JsonNode json) {
    List<NamedPoint> points = new ArrayList<>();
    if (json.has(POINTS)) {
      for (JsonNode point : RecipeJson.array(json, POINTS)) {
        points.add(
            new NamedPoint(
                RecipeJson.text(point, "name"),
                RecipeJson.number(point, "x"),
                RecipeJson.number(point, "y")));
      }
    }
    return new Givens(
        json.has(INIT) ? picture(json.path(INIT)) : null,
        json.has(STRENGTH) ? RecipeJson.number(json, STRENGTH) : null,
        json.has(MASK) ? mask(json.path(MASK)) : null,
        points);
  }

  private static GivenPicture picture(JsonNode json) {
    return GivenPicture.recorded(
        PictureSize.parse(RecipeJson.text(json, "size")), RecipeJson.text(json, "pixels"));
  }

  private static Mask mask(JsonNode json) {
    return new Mask(
        picture(json),
        (int) RecipeJson.whole(json.path("resample")),
        RecipeJson.constant(Mask.Kept.class, RecipeJson.text(json, "kept")));
  }
}

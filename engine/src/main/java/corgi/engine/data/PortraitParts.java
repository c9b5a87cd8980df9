package corgi.engine.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The drawings that {@link Portraits} composes, decoded once. */
final class PortraitParts {
  private static final int[] MASKS = {0xA5D4F2, 0xF2F5F7, 0xA9DDC3, 0xF4B9CB};
  private static final int[][] PARTY_HATS = {
    {0xE8416F, 0xFFD84D}, {0x7B4FC9, 0xF7A8C9}, {0x2F80ED, 0xFFFFFF},
    {0x27AE60, 0xFFE36B}, {0xF2762E, 0x7FD7F7}, {0xF5C518, 0xE23D3D}
  };
  private static final double RIBBON_TURN = 15; // degrees
  private static final double HELMET_KEPT = 0.65; // without the chin strap

  /**
   * Where the features of a head are, in units of which its drawing is 128 wide and high.
   *
   * @param ex centre between the eyes, from the left
   * @param ey centre between the eyes, from the top
   * @param ed distance between the centres of the eyes
   * @param hw half the width of the head at the height of the eyes
   * @param tx top of the head on its centre line, from the left
   * @param ty top of the head on its centre line, from the top
   * @param box what is not transparent
   */
  record Anchor(double ex, double ey, double ed, double hw, double tx, double ty, Box box) {}

  /** A head without accessories. */
  record Head(String figure, String style, Anchor anchor, Sprite sprite) {}

  /**
   * One drawing of an accessory.
   *
   * @param width the pixels of the sprite that are as wide as the placement rule says
   */
  record Item(String accessory, Sprite sprite, double width) {}

  private static PortraitParts shared;

  final List<Head> heads = new ArrayList<>();
  final Map<String, List<Item>> items = new LinkedHashMap<>(); // by accessory
  final Map<String, Integer> backgrounds = Backgrounds.all();

  private PortraitParts() {
    JsonNode manifest = PortraitFiles.json("manifest.json");
    manifest.get("base").forEach(node -> heads.add(head(node)));
    manifest.get("accessories").forEach(node -> add(item(node)));
    for (int rgb : MASKS) {
      add(new Item("medical-mask", Drawn.mask(rgb), 112));
    }
    for (int[] colours : PARTY_HATS) {
      add(new Item("party-hat", Drawn.partyHat(colours[0], colours[1]), 88));
    }
  }

  static synchronized PortraitParts shared() {
    if (shared == null) {
      shared = new PortraitParts();
    }
    return shared;
  }

  private void add(Item item) {
    items.computeIfAbsent(item.accessory(), key -> new ArrayList<>()).add(item);
  }

  private static Head head(JsonNode node) {
    JsonNode a = node.get("anchor");
    JsonNode b = a.get("box");
    // The manifest counts the last column and row as inside.
    Box box =
        new Box(
            b.get(0).asDouble(),
            b.get(1).asDouble(),
            b.get(2).asDouble() + 1,
            b.get(3).asDouble() + 1);
    Anchor anchor =
        new Anchor(
            a.get("ex").asDouble(),
            a.get("ey").asDouble(),
            a.get("ed").asDouble(),
            a.get("hw").asDouble(),
            a.get("tx").asDouble(),
            a.get("ty").asDouble(),
            box);
    return new Head(node.get("figure").asText(), node.get("style").asText(), anchor, sprite(node));
  }

  private static Item item(JsonNode node) {
    String accessory = node.get("accessory").asText();
    Sprite sprite = sprite(node);
    double width = sprite.width;
    if (accessory.equals("rescue-workers-helmet")) {
      sprite = sprite.crop(0, 0, sprite.width, (int) (sprite.height * HELMET_KEPT));
    } else if (accessory.equals("ribbon")) {
      sprite = sprite.rotate(RIBBON_TURN);
    }
    return new Item(accessory, sprite.trim(), width);
  }

  private static Sprite sprite(JsonNode node) {
    return Sprite.of(PortraitFiles.image("parts/" + node.get("file").asText()));
  }
}

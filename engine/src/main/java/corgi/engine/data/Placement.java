package corgi.engine.data;

import corgi.engine.data.PortraitParts.Anchor;
import corgi.engine.data.PortraitParts.Head;
import corgi.engine.data.PortraitParts.Item;

/** Where an accessory sits on a head: the rules of the pack's manifest. */
final class Placement {
  private Placement() {}

  /** Returns the rectangle of the item's sprite in the units of the head's drawing. */
  static Box place(Head head, Item item) {
    Anchor a = head.anchor();
    double drop = a.box().height();
    return switch (item.accessory()) {
      case "sunglasses", "glasses" ->
          centred(
              item,
              Math.min(Math.max(2.25 * a.ed(), 1.5 * a.hw()), 2 * a.hw()),
              a.ex(),
              a.ey() + 1);
      case "medical-mask" -> centred(item, 1.3 * a.hw(), a.ex(), a.ey() + 0.62 * a.hw());
      case "ribbon" ->
          centred(item, 0.95 * a.hw() * wide(head), a.tx() + 0.55 * a.hw(), a.ty() + 0.06 * drop);
      case "top-hat" -> standing(head, item, 1.2, 0.13);
      case "crown" -> standing(head, item, 1.15, 0.13);
      case "womans-hat" -> standing(head, item, 1.7, 0.13);
      case "billed-cap" -> standing(head, item, 1.45, 0.13);
      case "rescue-workers-helmet" -> standing(head, item, 1.5, 0.13);
      case "graduation-cap" -> standing(head, item, 1.55, 0.2);
      case "party-hat" -> standing(head, item, 0.9, 0.12);
      default -> throw new IllegalStateException("no rule places a " + item.accessory());
    };
  }

  /** Small heads under big ears wear larger hats. */
  private static double wide(Head head) {
    return switch (head.figure()) {
      case "rabbit" -> 1.3;
      case "mouse", "fox" -> 1.15;
      default -> 1;
    };
  }

  private static Box centred(Item item, double width, double x, double y) {
    double scale = width / item.width();
    double w = item.sprite().width * scale;
    double h = item.sprite().height * scale;
    return new Box(x - w / 2, y - h / 2, x + w / 2, y + h / 2);
  }

  /**
   * A hat {@code share} of half the head wide, its brim {@code drop} of the height below the top.
   */
  private static Box standing(Head head, Item item, double share, double drop) {
    Anchor a = head.anchor();
    double scale = share * a.hw() * wide(head) / item.width();
    double w = item.sprite().width * scale;
    double bottom = a.ty() + drop * a.box().height();
    return new Box(a.tx() - w / 2, bottom - item.sprite().height * scale, a.tx() + w / 2, bottom);
  }
}

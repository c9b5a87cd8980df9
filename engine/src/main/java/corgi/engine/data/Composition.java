package corgi.engine.data;

import corgi.engine.data.PortraitParts.Anchor;
import corgi.engine.data.PortraitParts.Head;
import corgi.engine.data.PortraitParts.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A head and what it wears.
 *
 * @param face glasses, sunglasses or a mask; null if none
 * @param hat what is on the head; null if nothing
 */
record Composition(Head head, Item face, Item hat) {
  static final String LEFT_EYE = "left-eye"; // on the left of the picture
  static final String RIGHT_EYE = "right-eye";
  static final String TOP = "top"; // of the head

  private static final double FILL = 0.9; // of the frame, before jitter

  /**
   * How the drawing sits in the frame.
   *
   * @param zoom 1 fills 0.90 of the frame
   * @param shiftX share of the frame
   * @param shiftY share of the frame
   */
  record Pose(double zoom, double shiftX, double shiftY) {
    static final Pose CENTRED = new Pose(1, 0, 0);
  }

  /**
   * Draws everything, fitted so that head and accessories together fill the frame.
   *
   * @return where the eyes and the top of the head are
   */
  Map<String, Point> draw(Canvas canvas, Pose pose) {
    List<Item> worn = Stream.of(face, hat).filter(item -> item != null).toList(); // face first
    List<Box> places = new ArrayList<>();
    Box all = head.anchor().box();
    for (Item item : worn) {
      Box place = Placement.place(head, item);
      places.add(place);
      all = all.union(place);
    }
    double scale = FILL * pose.zoom() * canvas.size / Math.max(all.width(), all.height());
    double x = canvas.size * (0.5 + pose.shiftX()) - scale * (all.left() + all.right()) / 2;
    double y = canvas.size * (0.5 + pose.shiftY()) - scale * (all.top() + all.bottom()) / 2;
    canvas.draw(head.sprite(), x, y, scale * 128 / head.sprite().width);
    for (int i = 0; i < worn.size(); i++) {
      Box place = places.get(i);
      Sprite sprite = worn.get(i).sprite();
      canvas.draw(
          sprite,
          x + scale * place.left(),
          y + scale * place.top(),
          scale * place.width() / sprite.width);
    }
    double unit = scale / canvas.size;
    Anchor a = head.anchor();
    double left = x / canvas.size;
    double top = y / canvas.size;
    return Map.of(
        LEFT_EYE, new Point(left + unit * (a.ex() - a.ed() / 2), top + unit * a.ey()),
        RIGHT_EYE, new Point(left + unit * (a.ex() + a.ed() / 2), top + unit * a.ey()),
        TOP, new Point(left + unit * a.tx(), top + unit * a.ty()));
  }
}

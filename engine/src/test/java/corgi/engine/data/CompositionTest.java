package corgi.engine.data;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.data.Composition.Pose;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CompositionTest {
  private static final int SIZE = 64;
  private static final float[] PLAIN = {1, -1, 1}; // magenta: nothing in the pack is

  /** Whatever is worn, head and accessories together fill 0.90 of the frame, in the middle. */
  @Test
  void theFigureWithAllItWearsFillsTheFrame() {
    Deck deck = new Deck(PortraitParts.shared(), Split.ALL);
    for (int i = 0; i < 200; i++) {
      Composition composition = deck.draw(new Dice(i));
      Box box = drawn(composition, Pose.CENTRED);
      String what = composition.toString();
      assertThat(Math.max(box.width(), box.height())).as(what).isBetween(0.84 * SIZE, 0.94 * SIZE);
      assertThat(box.left() + box.right()).as(what).isBetween(SIZE - 5.0, SIZE + 5.0);
      assertThat(box.top() + box.bottom()).as(what).isBetween(SIZE - 5.0, SIZE + 5.0);
    }
  }

  @Test
  void aPoseZoomsAndShifts() {
    Composition plain = new Composition(PortraitParts.shared().heads.get(0), null, null);
    Box half = drawn(plain, new Pose(0.5, 0.25, -0.25));
    Box full = drawn(plain, Pose.CENTRED);
    assertThat(half.width()).isBetween(full.width() / 2 - 2, full.width() / 2 + 2);
    assertThat(half.left() + half.right()).isBetween(1.5 * SIZE - 3, 1.5 * SIZE + 3);
    assertThat(half.top() + half.bottom()).isBetween(0.5 * SIZE - 3, 0.5 * SIZE + 3);
  }

  @Test
  void hatsAreDrawnOverWhatIsOnTheFace() {
    PortraitParts parts = PortraitParts.shared();
    var glasses = parts.items.get("sunglasses").get(0);
    var cap = parts.items.get("billed-cap").get(0);
    for (var head : parts.heads) {
      Box on = Placement.place(head, cap);
      Picture both = picture(new Composition(head, glasses, cap), Pose.CENTRED);
      Picture hat = picture(new Composition(head, null, cap), Pose.CENTRED);
      Box all = head.anchor().box().union(on).union(Placement.place(head, glasses));
      if (all.equals(head.anchor().box().union(on))) { // both pictures are framed alike
        double scale = 0.9 * SIZE / Math.max(all.width(), all.height());
        double x = (on.left() + on.right() - all.left() - all.right()) / 2 * scale + SIZE / 2.0;
        double y = (on.top() * 0.4 + on.bottom() * 0.6 - (all.top() + all.bottom()) / 2) * scale;
        int pixel = (int) (y + SIZE / 2.0) * SIZE + (int) x;
        assertThat(both.values()[pixel]).as(head.toString()).isEqualTo(hat.values()[pixel]);
      }
    }
  }

  /** Rules name every accessory of the vocabulary, and the pack draws it. */
  @Test
  void vocabularyAndPackAgree() {
    PortraitParts parts = PortraitParts.shared();
    Map<String, Integer> drawings = new TreeMap<>();
    parts.items.forEach((accessory, items) -> drawings.put(accessory, items.size()));
    Lexicon lexicon = Lexicon.portraits();
    assertThat(drawings.keySet()).hasSize(11);
    for (String accessory : drawings.keySet()) {
      boolean known =
          lexicon.values("face").contains(accessory) || lexicon.values("head").contains(accessory);
      assertThat(known).as(accessory).isTrue();
    }
    assertThat(drawings).containsEntry("medical-mask", 4).containsEntry("party-hat", 6);
    assertThat(parts.backgrounds.keySet())
        .containsExactlyInAnyOrderElementsOf(lexicon.values("background"));
  }

  private static Picture picture(Composition composition, Pose pose) {
    Canvas canvas = new Canvas(SIZE, 0xFF00FF);
    composition.draw(canvas, pose);
    return canvas.picture();
  }

  /** The box around all pixels that are clearly not background. */
  private static Box drawn(Composition composition, Pose pose) {
    float[] values = picture(composition, pose).values();
    Box box = null;
    for (int i = 0; i < SIZE * SIZE; i++) {
      double distance = 0;
      for (int c = 0; c < 3; c++) {
        distance += Math.abs(values[c * SIZE * SIZE + i] - PLAIN[c]);
      }
      if (distance > 1) { // more than the faint shadow under some heads
        int x = i % SIZE;
        int y = i / SIZE;
        Box pixel = new Box(x, y, x + 1, y + 1);
        box = box == null ? pixel : box.union(pixel);
      }
    }
    return box;
  }
}

package corgi.engine.data;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.data.Composition.Pose;
import corgi.engine.data.PortraitParts.Anchor;
import corgi.engine.data.PortraitParts.Head;
import corgi.engine.data.PortraitParts.Item;
import java.util.Arrays;
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
    Box box = new Box(14, 25, 114, 125);
    Sprite clear = new Sprite(16, 16, new int[256]);
    Head head = new Head("cat", "none", new Anchor(64, 30, 60, 50, 64, 25, box), clear);
    Item face = new Item("glasses", solid(0xFFFF0000), 16); // covers all of the crown
    Item hat = new Item("crown", solid(0xFF0000FF), 16);
    float[] values = picture(new Composition(head, face, hat), Pose.CENTRED).values();
    int blue = 0;
    for (int i = 0; i < SIZE * SIZE; i++) {
      boolean isBlue = values[i] == -1 && values[2 * SIZE * SIZE + i] == 1;
      blue += isBlue ? 1 : 0;
    }
    assertThat(blue).isGreaterThan(SIZE);
  }

  private static Sprite solid(int argb) {
    int[] pixels = new int[256];
    Arrays.fill(pixels, argb);
    return new Sprite(16, 16, pixels);
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

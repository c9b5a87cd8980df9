package corgi.engine.data;

import static corgi.engine.data.Lexicon.NONE;

import corgi.engine.data.PortraitParts.Head;
import corgi.engine.data.PortraitParts.Item;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The compositions of a split, and how often each is drawn. Uniform over compositions would show
 * nine pictures in ten with two accessories and hardly a plain head. So first the figure is drawn,
 * all alike; then the outfit: bare 25 %, one accessory 45 %, two 30 %, as far as the split allows;
 * then, all alike, which accessories; last the drawings of them and the style of the head.
 */
final class Deck {
  private enum Outfit {
    BARE(0.25),
    ONE(0.45),
    TWO(0.30);

    final double weight;

    Outfit(double weight) {
      this.weight = weight;
    }
  }

  /** What is worn, by label. */
  record Worn(String face, String hat) {
    private Outfit outfit() {
      boolean bare = face.equals(NONE) && hat.equals(NONE);
      return bare ? Outfit.BARE : face.equals(NONE) || hat.equals(NONE) ? Outfit.ONE : Outfit.TWO;
    }
  }

  private final PortraitParts parts;
  private final Map<String, List<Head>> heads = new LinkedHashMap<>();
  private final Map<String, Map<Outfit, List<Worn>>> allowed = new LinkedHashMap<>();
  private final List<String> figures;

  Deck(PortraitParts parts, Split split) {
    this.parts = parts;
    for (Head head : parts.heads) {
      heads.computeIfAbsent(head.figure(), key -> new ArrayList<>()).add(head);
    }
    for (String figure : heads.keySet()) {
      Map<Outfit, List<Worn>> outfits = outfits(figure, split);
      if (!outfits.isEmpty()) {
        allowed.put(figure, outfits);
      }
    }
    figures = List.copyOf(allowed.keySet());
  }

  private static Map<Outfit, List<Worn>> outfits(String figure, Split split) {
    Map<Outfit, List<Worn>> outfits = new EnumMap<>(Outfit.class);
    for (String face : Lexicon.portraits().values(Lexicon.FACE)) {
      for (String hat : Lexicon.portraits().values(Lexicon.HEAD)) {
        boolean held = HoldOut.holds(figure, face, hat);
        if (split == Split.ALL || held == (split == Split.HELD_OUT)) {
          Worn worn = new Worn(face, hat);
          outfits.computeIfAbsent(worn.outfit(), key -> new ArrayList<>()).add(worn);
        }
      }
    }
    return outfits;
  }

  /** The number of compositions with so many accessories, 0 to 2. */
  long count(int accessories) {
    Outfit outfit = Outfit.values()[accessories];
    long count = 0;
    for (String figure : figures) {
      for (Worn worn : allowed.get(figure).getOrDefault(outfit, List.of())) {
        count += (long) heads.get(figure).size() * drawings(worn.face()) * drawings(worn.hat());
      }
    }
    return count;
  }

  private int drawings(String accessory) {
    return accessory.equals(NONE) ? 1 : parts.items.get(accessory).size();
  }

  /** Draws a composition. */
  Composition draw(Dice dice) {
    String figure = dice.pick(figures);
    Map<Outfit, List<Worn>> outfits = allowed.get(figure);
    double total = outfits.keySet().stream().mapToDouble(outfit -> outfit.weight).sum();
    double at = dice.uniform() * total;
    List<Worn> choice = List.of();
    for (var entry : outfits.entrySet()) {
      choice = entry.getValue();
      at -= entry.getKey().weight;
      if (at < 0) {
        break;
      }
    }
    Worn worn = dice.pick(choice);
    return new Composition(
        dice.pick(heads.get(figure)), item(worn.face(), dice), item(worn.hat(), dice));
  }

  private Item item(String accessory, Dice dice) {
    return accessory.equals(NONE) ? null : dice.pick(parts.items.get(accessory));
  }
}

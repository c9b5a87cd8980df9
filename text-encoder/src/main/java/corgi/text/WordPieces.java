package corgi.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * WordPiece: of what is left of a word, always the longest piece that is known. Wu et al. 2016,
 * 1609.08144, section 4.1; Devlin et al. 2019, 1810.04805.
 *
 * @param vocabulary ids of pieces; those that continue a word begin with ##
 * @param unknown the id of a word that cannot be put together
 */
record WordPieces(Map<String, Integer> vocabulary, int unknown) {
  private static final String CONTINUED = "##";
  private static final int LONGEST = 100; // characters of a word; the published code's

  /** Returns the ids of a word's pieces. */
  List<Integer> of(String word) {
    int[] codes = word.codePoints().toArray();
    if (codes.length > LONGEST) {
      return List.of(unknown);
    }
    List<Integer> ids = new ArrayList<>();
    for (int from = 0; from < codes.length; ) {
      int to = codes.length;
      while (to > from && !vocabulary.containsKey(piece(codes, from, to))) {
        to--;
      }
      if (to == from) {
        return List.of(unknown);
      }
      ids.add(vocabulary.get(piece(codes, from, to)));
      from = to;
    }
    return ids;
  }

  private static String piece(int[] codes, int from, int to) {
    return (from > 0 ? CONTINUED : "") + new String(codes, from, to - from);
  }
}

package corgi.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Byte-pair encoding of a word: its bytes are joined, the pair that was learned first first, until
 * no pair is known. Sennrich et al. 2016, 1508.07909; over bytes, each as a visible character:
 * Radford et al. 2019, "Language Models are Unsupervised Multitask Learners", section 2.2.
 */
final class BytePairs {
  /** Ends the last piece of a word. */
  private static final String END = "</w>";

  private static final int MOST = 49152 - 256 - 2; // CLIP never reads more of them
  private static final String[] VISIBLE = visible();

  private final Map<Pair, Integer> ranks = new HashMap<>();

  private record Pair(String left, String right) {}

  /**
   * Reads the pairs of a {@code merges.txt}, one a line, in the order of learning.
   *
   * @throws IOException if a line is no pair
   */
  BytePairs(InputStream merges, String source) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(merges, StandardCharsets.UTF_8));
    lines.readLine(); // the version
    int number = 1;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      List<String> pair = Spaces.split(line);
      if (pair.size() == 2 && ranks.size() < MOST) {
        ranks.put(new Pair(pair.get(0), pair.get(1)), number);
      } else if (!pair.isEmpty() && pair.size() != 2) {
        throw new IOException(
            "%s, line %d: %d pieces, expected a pair".formatted(source, number, pair.size()));
      }
    }
  }

  /** The characters of the published vocabularies: printable Latin-1, then those from 256 on. */
  private static String[] visible() {
    String[] visible = new String[256];
    int next = 256;
    for (int b = 0; b < 256; b++) {
      boolean printable = (b > ' ' && b <= '~') || (b >= 0xa1 && b != 0xad);
      visible[b] = Character.toString(printable ? b : next++);
    }
    return visible;
  }

  /** Returns the pieces of a word, which has at least one character. */
  List<String> pieces(String word) {
    List<String> pieces = new ArrayList<>();
    for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
      pieces.add(VISIBLE[b & 0xff]);
    }
    pieces.set(pieces.size() - 1, pieces.get(pieces.size() - 1) + END);
    for (Pair pair = first(pieces); pair != null; pair = first(pieces)) {
      pieces = join(pieces, pair);
    }
    return pieces;
  }

  private Pair first(List<String> pieces) {
    Pair first = null;
    int least = Integer.MAX_VALUE;
    for (int i = 1; i < pieces.size(); i++) {
      Pair pair = new Pair(pieces.get(i - 1), pieces.get(i));
      int rank = ranks.getOrDefault(pair, Integer.MAX_VALUE);
      if (rank < least) {
        least = rank;
        first = pair;
      }
    }
    return first;
  }

  private static List<String> join(List<String> pieces, Pair pair) {
    List<String> joined = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      boolean here =
          i + 1 < pieces.size()
              && pieces.get(i).equals(pair.left())
              && pieces.get(i + 1).equals(pair.right());
      joined.add(here ? pair.left() + pair.right() : pieces.get(i));
      i += here ? 1 : 0;
    }
    return joined;
  }
}

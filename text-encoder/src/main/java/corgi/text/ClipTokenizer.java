package corgi.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CLIP's tokenizer: words in lower case, each in byte pairs. Radford et al. 2021, 2103.00020,
 * section 2.4. The ids are those of transformers' {@code CLIPTokenizer} with ftfy, read from the
 * same {@code vocab.json} and {@code merges.txt}, or {@code tokenizer.json}. Threads may share one.
 */
final class ClipTokenizer {
  private static final int LONGEST = 77;
  private static final String END = "<|endoftext|>";
  private static final Map<String, String> PRESETS =
      Map.of("bos_token", "<|startoftext|>", "eos_token", END, "unk_token", END, "pad_token", END);

  private static final Pattern WORD =
      Pattern.compile(
          "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d"
              + "|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  /** The words of {@link #WORD} that are no words but tokens. */
  private static final List<String> WHOLE = List.of("<|startoftext|>", END);

  private final TextFiles files;
  private final Map<String, Integer> vocabulary;
  private final BytePairs pairs;
  private final AddedTokens added;
  private final long start;
  private final long end;
  private final long unknown;
  private final long padding;
  private final int longest;

  /**
   * Reads a tokenizer's folder.
   *
   * @throws IOException if a file is missing or damaged
   */
  ClipTokenizer(TextFiles folder) throws IOException {
    files = UnifiedTokenizer.of(folder, "vocab.json");
    vocabulary = vocabulary(files);
    try (InputStream merges = files.open("merges.txt")) {
      pairs = new BytePairs(merges, files.source("merges.txt"));
    }
    TokenizerSettings settings = TokenizerSettings.read(files);
    for (String side : List.of("padding_side", "truncation_side")) {
      if (!settings.get(side).asText("right").equals("right")) {
        throw new IOException(
            "%s: %s = %s: only the right side is known"
                .formatted(files.source("tokenizer_config.json"), side, settings.get(side)));
      }
    }
    added = new AddedTokens(settings.added(vocabulary, PRESETS));
    start = added.require(settings.special("bos_token", PRESETS));
    end = added.require(settings.special("eos_token", PRESETS));
    unknown = added.require(settings.special("unk_token", PRESETS));
    padding = added.require(settings.special("pad_token", PRESETS));
    double most = settings.get("model_max_length").asDouble(LONGEST);
    longest = most >= 2 && most < 1e6 ? (int) most : LONGEST;
  }

  private static Map<String, Integer> vocabulary(TextFiles files) throws IOException {
    ObjectNode json = JsonFile.read(files, "vocab.json");
    Map<String, Integer> vocabulary = new HashMap<>();
    for (var entry : json.properties()) {
      JsonNode id = entry.getValue();
      if (!id.isIntegralNumber() || !id.canConvertToInt() || id.asInt() < 0) {
        throw new IOException(
            "%s: token '%s' has the id %s: expected a whole number, not negative"
                .formatted(files.source("vocab.json"), entry.getKey(), id));
      }
      vocabulary.put(entry.getKey(), id.asInt());
    }
    if (vocabulary.isEmpty()) {
      throw new IOException(files.source("vocab.json") + ": has no tokens");
    }
    return vocabulary;
  }

  /**
   * Checks that an encoder reads all ids.
   *
   * @param words how many it knows
   * @throws IOException naming the file and the token whose id is beyond them
   */
  void checkIds(int words) throws IOException {
    Map.Entry<String, Integer> last =
        Collections.max(vocabulary.entrySet(), Map.Entry.comparingByValue());
    checkId("vocab.json", "token '" + last.getKey() + "'", last.getValue(), words);
    String special = "a special token";
    for (long id : new long[] {start, end, unknown, padding}) {
      checkId("tokenizer_config.json", special, id, words);
    }
  }

  private void checkId(String file, String token, long id, int words) throws IOException {
    if (id >= words) {
      throw new IOException(
          "%s: %s has the id %d: the encoder's vocab_size is %d"
              .formatted(files.source(file), token, id, words));
    }
  }

  /** The number of tokens that a model reads at most, the start and the end included. */
  int longest() {
    return longest;
  }

  /** How many tokens a prompt has, the start and the end included. */
  int count(String prompt) {
    return inner(prompt).size() + 2;
  }

  /** Returns the ids of a prompt's first tokens: at most {@code most}, the last of them the end. */
  long[] ids(String prompt, int most) {
    List<Long> inner = inner(prompt);
    int kept = Math.min(inner.size(), most - 2);
    long[] ids = new long[kept + 2];
    ids[0] = start;
    for (int i = 0; i < kept; i++) {
      ids[i + 1] = inner.get(i);
    }
    ids[kept + 1] = end;
    return ids;
  }

  /** The same, padded to {@code length}. */
  long[] padded(String prompt, int length) {
    long[] ids = ids(prompt, length);
    long[] padded = Arrays.copyOf(ids, length);
    Arrays.fill(padded, ids.length, length, padding);
    return padded;
  }

  private List<Long> inner(String prompt) {
    List<Long> ids = new ArrayList<>();
    for (AddedTokens.Part part : added.split(prompt)) {
      if (part.id() == null) {
        addWords(ids, part.text());
      } else {
        ids.add((long) part.id());
      }
    }
    return ids;
  }

  private void addWords(List<Long> ids, String text) {
    String clean = LowerCase.of(String.join(" ", Spaces.split(TextFixes.fix(text))));
    Matcher words = WORD.matcher(clean);
    while (words.find()) {
      String word = words.group();
      for (String piece : WHOLE.contains(word) ? List.of(word) : pairs.pieces(word)) {
        ids.add(id(piece));
      }
    }
  }

  private long id(String piece) {
    Integer id = added.id(piece);
    return id == null ? vocabulary.getOrDefault(piece, (int) unknown) : id;
  }
}

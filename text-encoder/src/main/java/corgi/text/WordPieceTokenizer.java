package corgi.text;

import corgi.text.BasicWords.Option;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * BERT's tokenizer: [CLS], the pieces of the words, [SEP]. Devlin et al. 2019, 1810.04805. The ids
 * are those of transformers' {@code BertTokenizer}, read from the same {@code vocab.txt}. Threads
 * may share one.
 */
final class WordPieceTokenizer {
  private static final Map<String, String> PRESETS =
      Map.of(
          "unk_token", "[UNK]",
          "sep_token", "[SEP]",
          "pad_token", "[PAD]",
          "cls_token", "[CLS]",
          "mask_token", "[MASK]");

  private final AddedTokens added;
  private final BasicWords words; // null where a text is one word
  private final WordPieces pieces;
  private final long first;
  private final long last;

  /**
   * Reads a tokenizer's folder.
   *
   * @throws IOException if a file is missing or damaged
   */
  WordPieceTokenizer(TextFiles folder) throws IOException {
    TextFiles files = UnifiedTokenizer.of(folder, "vocab.txt");
    Map<String, Integer> vocabulary = vocabulary(files);
    TokenizerSettings settings = TokenizerSettings.read(files);
    Map<AddedToken, Integer> all = settings.added(vocabulary, PRESETS);
    added = new AddedTokens(all);
    words = settings.flag("do_basic_tokenize", true) ? words(settings, all.keySet()) : null;
    pieces = new WordPieces(vocabulary, added.require(settings.special("unk_token", PRESETS)));
    first = added.require(settings.special("cls_token", PRESETS));
    last = added.require(settings.special("sep_token", PRESETS));
  }

  private static Map<String, Integer> vocabulary(TextFiles files) throws IOException {
    Map<String, Integer> vocabulary = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(files.open("vocab.txt"), StandardCharsets.UTF_8))) {
      int id = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        vocabulary.put(line, id++);
      }
    }
    return vocabulary;
  }

  private static BasicWords words(TokenizerSettings settings, Set<AddedToken> added) {
    Set<String> whole = new HashSet<>();
    added.forEach(token -> whole.add(token.content()));
    settings.get("never_split").forEach(token -> whole.add(token.asText()));
    EnumSet<Option> options = EnumSet.noneOf(Option.class);
    boolean lower = settings.flag("do_lower_case", true);
    addIf(options, Option.LOWER_CASE, lower);
    addIf(options, Option.STRIP_ACCENTS, settings.flag("strip_accents", lower));
    addIf(options, Option.IDEOGRAPHS, settings.flag("tokenize_chinese_chars", true));
    return new BasicWords(options, whole);
  }

  private static void addIf(EnumSet<Option> options, Option option, boolean condition) {
    if (condition) {
      options.add(option);
    }
  }

  /** How many tokens a prompt has, [CLS] and [SEP] included. */
  int count(String prompt) {
    return inner(prompt).size() + 2;
  }

  /** Returns the ids of a prompt's first tokens: at most {@code most}, the last of them [SEP]. */
  long[] ids(String prompt, int most) {
    List<Integer> inner = inner(prompt);
    int kept = Math.min(inner.size(), most - 2);
    long[] ids = new long[kept + 2];
    ids[0] = first;
    for (int i = 0; i < kept; i++) {
      ids[i + 1] = inner.get(i);
    }
    ids[kept + 1] = last;
    return ids;
  }

  private List<Integer> inner(String prompt) {
    List<Integer> ids = new ArrayList<>();
    for (AddedTokens.Part part : added.split(lowered(prompt))) {
      if (part.id() != null) {
        ids.add(part.id());
      } else if (words == null) {
        Spaces.split(part.text()).forEach(word -> ids.addAll(pieces.of(word)));
      } else {
        words.of(part.text()).forEach(word -> ids.addAll(pieces.of(word)));
      }
    }
    return ids;
  }

  /** Lower case letter by letter but for added tokens, as it is done before they are looked for. */
  private String lowered(String prompt) {
    if (words == null || !words.options().contains(Option.LOWER_CASE)) {
      return prompt;
    }
    StringBuilder lowered = new StringBuilder();
    Matcher token = added.any().matcher(prompt);
    int from = 0;
    while (token.find()) {
      lower(lowered, prompt.substring(from, token.start()));
      lowered.append(token.group());
      from = token.end();
    }
    lower(lowered, prompt.substring(from));
    return lowered.toString();
  }

  private static void lower(StringBuilder lowered, String text) {
    text.codePoints().forEach(code -> lowered.append(LowerCase.letter(code)));
  }
}

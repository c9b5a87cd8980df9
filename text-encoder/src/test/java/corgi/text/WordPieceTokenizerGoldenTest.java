package corgi.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ids against transformers' {@code BertTokenizer}. */
@ExtendWith(GoldenSummary.class)
class WordPieceTokenizerGoldenTest {
  private static final String KIND = "BertTokenizer (WordPiece, lower case)";

  @TestFactory
  Stream<DynamicTest> idsAreTransformers() {
    return GoldenTests.of(KIND, (golden, check) -> run(golden, check, Recorded.folder(golden)));
  }

  /** Each of these changes some ids, so a case must see it. */
  @TestFactory
  Stream<DynamicTest> changedSettingsFail() {
    return GoldenTests.shipped(KIND)
        .flatMap(
            golden ->
                Stream.of(
                        "{\"do_lower_case\": false}",
                        "{\"strip_accents\": false}",
                        "{\"tokenize_chinese_chars\": false}",
                        "{\"do_basic_tokenize\": false}")
                    .map(settings -> seen(golden, settings)));
  }

  private static DynamicTest seen(GoldenCase golden, String settings) {
    TextFiles changed =
        name ->
            name.equals("tokenizer_config.json")
                ? new ByteArrayInputStream(settings.getBytes(StandardCharsets.UTF_8))
                : golden.inFolder(name);
    GoldenTests.Body body = (g, check) -> run(g, check, changed);
    return DynamicTest.dynamicTest(
        golden + " with " + settings,
        () -> assertThat(GoldenTests.matches(golden, body)).isFalse());
  }

  private static void run(GoldenCase golden, GoldenCheck check, TextFiles files)
      throws IOException {
    WordPieceTokenizer tokenizer = new WordPieceTokenizer(files);
    int most = golden.json().path("max_length").asInt(512);
    for (JsonNode part : golden.json().path("cases")) {
      String text = part.path("text").asText();
      List<Long> ids = ClipTokenizerGoldenTest.boxed(tokenizer.ids(text, most));
      JsonNode expected = part.has("ids") ? part.path("ids") : part.path("ids_slow");
      check.same("ids of '%s'".formatted(text), ids, ClipTokenizerGoldenTest.list(expected));
    }
  }
}

package corgi.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Ids against transformers' tokenizers. Of CLIP's two, which differ for instance where the text has
 * references of HTML, ours is the slow one behind ftfy; the recording accepts either, and the fast
 * one's ids are looked at only for text in a wrong character set, which ftfy repairs and we do not.
 */
@ExtendWith(GoldenSummary.class)
class ClipTokenizerGoldenTest {
  private static final String KIND = "CLIPTokenizer";

  @TestFactory
  Stream<DynamicTest> idsAreTransformers() {
    return GoldenTests.of(KIND, ClipTokenizerGoldenTest::run);
  }

  @TestFactory
  Stream<DynamicTest> otherMergesFail() {
    return GoldenTests.shipped(KIND)
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.id(),
                    () -> {
                      GoldenTests.Body body = (g, check) -> run(g, check, unmerged(g));
                      assertThat(GoldenTests.matches(golden, body)).isFalse();
                    }));
  }

  private static TextFiles unmerged(GoldenCase golden) {
    return name ->
        name.equals("merges.txt") ? java.io.InputStream.nullInputStream() : golden.inFolder(name);
  }

  private static void run(GoldenCase golden, GoldenCheck check) throws IOException {
    run(golden, check, Recorded.folder(golden));
  }

  private static void run(GoldenCase golden, GoldenCheck check, TextFiles files)
      throws IOException {
    ClipTokenizer tokenizer = new ClipTokenizer(files);
    int length = golden.json().path("max_length").asInt(tokenizer.longest());
    for (JsonNode part : golden.json().path("cases")) {
      String text = part.path("text").asText();
      List<Long> ids = boxed(tokenizer.padded(text, length));
      List<Long> slow = list(part.path("ids_slow"));
      boolean fast = part.has("ids_fast") && ids.equals(list(part.path("ids_fast")));
      check.same("ids of '%s'".formatted(text), ids, fast ? ids : slow);
    }
  }

  static List<Long> boxed(long[] ids) {
    return java.util.Arrays.stream(ids).boxed().toList();
  }

  static List<Long> list(JsonNode ids) {
    List<Long> list = new ArrayList<>();
    ids.forEach(id -> list.add(id.asLong()));
    return list;
  }
}

package corgi.text;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** BERT against transformers' {@code BertModel}: same weights, same answers where text is. */
@ExtendWith(GoldenSummary.class)
class BertGoldenTest {
  private static final String KIND = "BertModel";

  @TestFactory
  Stream<DynamicTest> statesAreTransformers() {
    return GoldenTests.of(KIND, (golden, check) -> run(golden, check, Map.of()));
  }

  /** Each of these changes what BERT says, so a case must see it. */
  @TestFactory
  Stream<DynamicTest> aChangedConfigurationFails() {
    Map<String, Object> changes =
        Map.of("hidden_act", "relu", "num_attention_heads", 1, "layer_norm_eps", 0.1);
    return GoldenTests.shipped(KIND)
        .flatMap(golden -> changes.entrySet().stream().map(change -> seen(golden, change)));
  }

  private static DynamicTest seen(GoldenCase golden, Map.Entry<String, Object> change) {
    GoldenTests.Body body = (g, check) -> run(g, check, Map.ofEntries(change));
    return DynamicTest.dynamicTest(
        golden + " with " + change, () -> assertThat(GoldenTests.matches(golden, body)).isFalse());
  }

  private static void run(GoldenCase golden, GoldenCheck check, Map<String, Object> changes)
      throws IOException {
    TextFiles folder = Recorded.folder(golden);
    ObjectNode json = JsonFile.read(folder, "config.json");
    changes.forEach((key, value) -> json.set(key, new ObjectMapper().valueToTree(value)));
    try {
      BertConfig.of(json);
    } catch (IllegalArgumentException e) {
      check.notApplicable(e.getMessage());
    }
    try (Bert bert = Bert.read(folder, json);
        SafetensorsFile io = Recorded.io(golden)) {
      List<long[]> ids = Recorded.rows(io, "in.ids");
      List<long[]> mask = rows(io, "in.attention_mask", ids, 1);
      List<long[]> types = rows(io, "in.token_type_ids", ids, 0);
      Tensors.scope(
          () ->
              Tensors.inference(
                  () -> {
                    NDArray last = bert.forward(new TokenBatch(ids, mask), types);
                    compareStates(io, last.toFloatArray(), mask, check);
                    check.tensor(io, "out.pooler_output", bert.pooled(last));
                    return null;
                  }));
    }
  }

  private static List<long[]> rows(
      SafetensorsFile io, String name, List<long[]> like, long otherwise) {
    if (io.has(name)) {
      return Recorded.rows(io, name);
    }
    return like.stream()
        .map(
            row -> {
              long[] all = new long[row.length];
              Arrays.fill(all, otherwise);
              return all;
            })
        .toList();
  }

  /** Of padding nobody says anything; the mean leaves it out, too. */
  private static void compareStates(
      SafetensorsFile io, float[] states, List<long[]> mask, GoldenCheck check) {
    String last = "out.last_hidden_state";
    double[] expected = io.doubles(last);
    double[] actual = new double[states.length];
    double[] means = new double[0];
    double[] units = new double[0];
    int row = states.length / mask.size();
    int size = row / mask.get(0).length;
    for (int i = 0; i < states.length; i++) {
      boolean real = mask.get(i / row)[i % row / size] != 0;
      actual[i] = real ? states[i] : expected[i];
    }
    for (int n = 0; n < mask.size(); n++) {
      float[] own = Arrays.copyOfRange(states, n * row, (n + 1) * row);
      float[] mean = Sentences.mean(own, mask.get(n));
      means = joined(means, mean);
      units = joined(units, Sentences.normalised(mean));
    }
    check.values(io, last, actual);
    check.values(io, "out.mean_pooled", means);
    check.values(io, "out.mean_pooled_normalized", units);
  }

  private static double[] joined(double[] before, float[] more) {
    double[] all = Arrays.copyOf(before, before.length + more.length);
    for (int i = 0; i < more.length; i++) {
      all[before.length + i] = more[i];
    }
    return all;
  }
}

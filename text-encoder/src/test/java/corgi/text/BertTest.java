package corgi.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a BERT of one block makes of files that are not quite right. */
class BertTest {
  private static final EncoderSizes TINY = new EncoderSizes(10, 130, 4, 6, 1, 2);

  private static Map<String, long[]> shapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put("embeddings.word_embeddings.weight", new long[] {10, 4});
    shapes.put("embeddings.position_embeddings.weight", new long[] {130, 4});
    shapes.put("embeddings.token_type_embeddings.weight", new long[] {2, 4});
    for (String norm :
        List.of(
            "embeddings.LayerNorm",
            "encoder.layer.0.attention.output.LayerNorm",
            "encoder.layer.0.output.LayerNorm")) {
      shapes.put(norm + ".weight", new long[] {4});
      shapes.put(norm + ".bias", new long[] {4});
    }
    for (String part : List.of("self.query", "self.key", "self.value", "output.dense")) {
      shapes.put("encoder.layer.0.attention." + part + ".bias", new long[] {4});
    }
    shapes.put("encoder.layer.0.intermediate.dense.bias", new long[] {6});
    shapes.put("encoder.layer.0.output.dense.bias", new long[] {4});
    for (int i = 97; i <= 100; i++) { // the last is not the last in the order of letters
      shapes.put("onnx::MatMul_" + i, new long[] {4, 4});
    }
    shapes.put("onnx::MatMul_101", new long[] {4, 6});
    shapes.put("onnx::MatMul_102", new long[] {6, 4});
    return shapes;
  }

  private static Bert load(Map<String, long[]> shapes) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    byte[][] tensors =
        shapes.entrySet().stream()
            .map(
                entry -> {
                  int size = 1;
                  for (long dim : entry.getValue()) {
                    size *= (int) dim;
                  }
                  float[] values = new float[size];
                  for (int i = 0; i < size; i++) {
                    values[i] = (float) random.nextGaussian();
                  }
                  return Proto.tensor(entry.getKey(), entry.getValue()).values(values).done();
                })
            .toArray(byte[][]::new);
    byte[] model = Proto.model(tensors);
    Wire wire = new Wire(new ByteArrayInputStream(model), model.length, "tiny.onnx");
    return new Bert(wire, TINY, "tiny.onnx");
  }

  private static void refused(Map<String, long[]> shapes, String message) {
    assertThatThrownBy(() -> load(shapes)).isInstanceOf(IOException.class).hasMessage(message);
  }

  @Test
  void aWholeFileIsRead() throws IOException {
    try (Bert bert = load(shapes())) {
      List<float[]> states = bert.states(List.of(new long[] {1, 2, 3}, new long[] {9}));
      assertThat(states).extracting(s -> s.length).containsExactly(12, 4);
      assertThat(states.get(0)).isNotEqualTo(bert.states(List.of(new long[] {3, 2, 1})).get(0));
    }
  }

  @Test
  void everyTensorIsNeeded() {
    for (String name : shapes().keySet()) {
      if (!name.startsWith("onnx")) {
        Map<String, long[]> shapes = shapes();
        shapes.remove(name);
        refused(shapes, "tiny.onnx: tensor '%s' is missing".formatted(name));
      }
    }
    Map<String, long[]> shapes = shapes();
    shapes.remove("onnx::MatMul_102");
    refused(shapes, "tiny.onnx: a matrix of shape (6, 4) is missing");
  }

  @Test
  void everyShapeIsChecked() {
    for (String name : shapes().keySet()) {
      Map<String, long[]> shapes = shapes();
      shapes.put(name, new long[] {3});
      assertThatThrownBy(() -> load(shapes))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("tiny.onnx: tensor '%s' has shape (3), expected (", name);
    }
  }

  @Test
  void promptsWithTooManyTokensAreRefused() throws IOException {
    try (Bert bert = load(shapes())) {
      assertThat(bert.states(List.of(new long[130])).get(0)).hasSize(520);
      assertThatThrownBy(() -> bert.states(List.of(new long[131])))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("131 tokens");
    }
  }
}

package corgi.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OnnxInitializersTest {
  private static final byte[] PAIR = Proto.tensor("pair", 2, 1).values(1.5f, -2).done();

  private static Map<String, String> read(byte[] bytes, long size) throws IOException {
    Map<String, String> found = new TreeMap<>();
    OnnxInitializers.read(
        new Wire(new ByteArrayInputStream(bytes), size, "test.onnx"),
        (name, shape, values) -> {
          float[] floats = new float[values.remaining() / 4];
          values.asFloatBuffer().get(floats);
          found.put(name, shape + Arrays.toString(floats));
        });
    return found;
  }

  private static void refused(byte[] model, String... messages) {
    assertThatThrownBy(() -> read(model, model.length))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("test.onnx, byte ")
        .hasMessageContainingAll(messages);
  }

  @Test
  void readsFloatsAndPassesOverTheRest() throws IOException {
    byte[] integers = new Proto().number(1, 1).number(2, 7).bytes(9, new byte[8]).done();
    byte[] packed =
        new Proto().bytes(1, new byte[] {1, 2}).number(2, 1).number(14, 0).values(3, 4).done();
    byte[] graph =
        new Proto()
            .bytes(1, "a node".getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .bytes(5, PAIR)
            .bytes(5, integers)
            .bytes(5, packed)
            .done();
    byte[] model =
        new Proto()
            .number(1, 7)
            .varint(9 << 3 | 1)
            .raw(new byte[8])
            .varint(10 << 3 | 5)
            .raw(new byte[4])
            .bytes(7, graph)
            .number(20, -1)
            .done();
    assertThat(read(model, model.length))
        .containsExactly(Map.entry("", "(1, 2)[3.0, 4.0]"), Map.entry("pair", "(2, 1)[1.5, -2.0]"));
  }

  @Test
  void readsTensorsLargerThanItsBuffer() throws IOException {
    float[] many = new float[100_003];
    for (int i = 0; i < many.length; i++) {
      many[i] = i;
    }
    byte[] model = Proto.model(PAIR, Proto.tensor("many", many.length).values(many).done());
    assertThat(read(model, model.length)).containsEntry("many", "(100003)" + Arrays.toString(many));
  }

  @Test
  void aFileThatEndsEarlySaysWhere() {
    byte[] model = Proto.model(PAIR);
    for (int end = 0; end < model.length; end++) {
      byte[] part = Arrays.copyOf(model, end);
      assertThatThrownBy(() -> read(part, model.length))
          .isInstanceOf(EOFException.class)
          .hasMessageContaining("test.onnx ends after " + part.length + " bytes");
      if (end > 0) {
        assertThatThrownBy(() -> read(part, part.length)).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void lengthsPastTheEndAllocateNothing() {
    byte[] huge = new Proto().number(2, 1).varint(9 << 3 | 2).varint(1L << 40).done();
    refused(Proto.model(huge), "1099511627776 bytes are announced and 0 are left");
    byte[] negative = new Proto().varint(8 << 3 | 2).varint(-1).done();
    refused(Proto.model(negative), "18446744073709551615 bytes are announced");
    byte[] inner = new Proto().varint(5 << 3 | 2).varint(9).raw(new byte[8]).done();
    refused(new Proto().bytes(7, inner).raw(new byte[99]).done(), "9 bytes", "8 are left");
  }

  @Test
  void shapesMustMatchTheValues() {
    refused(Proto.model(Proto.tensor("t", 3).values(1, 2).done()), "'t'", "(3)", "8 bytes");
    refused(Proto.model(Proto.tensor("t").values(1, 2).done()), "'t'", "8 bytes");
    long most = Integer.MAX_VALUE;
    refused(
        Proto.model(Proto.tensor("t", most, most, most, most).values().done()), "'t'", "0 bytes");
    refused(Proto.model(Proto.tensor("t", 2).done()), "tensor 't' has no raw data");
  }

  @Test
  void dimensionsAreFewAndPositive() {
    refused(Proto.model(Proto.tensor("t", 0).values().done()), "dimension 1", "is 0");
    refused(Proto.model(Proto.tensor("t", 1, -1).values(1).done()), "dimension 2", "is -1");
    refused(Proto.model(Proto.tensor("t", 1L << 31).values(1).done()), "is 2147483648");
    refused(Proto.model(Proto.tensor("t", 1, 1, 1, 1, 1, 1, 1, 1, 1).done()), "at most 8");
  }

  @Test
  void whatIsNoProtocolBufferIsRefused() {
    refused(new Proto().varint(7 << 3 | 3).done(), "a field of kind 3");
    refused(new byte[] {0, 0}, "field tag 0");
    byte[] endless = new byte[12];
    Arrays.fill(endless, (byte) 0xff);
    refused(endless, "more than ten bytes");
    refused(Proto.model(Proto.tensor("n".repeat(1025), 1).values(1).done()), "1025 bytes");
  }

  @Test
  void anyDamagedByteIsReadOrRefused() {
    byte[] model = Proto.model(PAIR, Proto.tensor("x", 1).values(7).done());
    int refused = 0;
    for (int i = 0; i < model.length * 256; i++) {
      byte[] damaged = model.clone();
      damaged[i / 256] = (byte) i;
      try {
        read(damaged, damaged.length);
      } catch (IOException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(model.length * 64); // and nothing else was thrown
  }
}

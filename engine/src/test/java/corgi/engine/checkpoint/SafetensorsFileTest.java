package corgi.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import corgi.engine.tensor.Tensors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsFileTest {
  @TempDir Path folder;

  /** A file made by hand from the format's description. */
  static byte[] file(String header, byte... data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .put(data)
        .array();
  }

  static byte[] data(int length) {
    return new byte[length];
  }

  private static SafetensorsFile open(byte[] content) throws IOException {
    return SafetensorsFile.of(content, "x.safetensors");
  }

  @Test
  void readsBytesLaidOutByHand() throws IOException {
    String header =
        """
        {"__metadata__":{"format":"pt"},
         "b":{"dtype":"F32","shape":[2],"data_offsets":[2,10]},
         "a":{"dtype":"F16","shape":[],"data_offsets":[0,2]},
         "none":{"dtype":"I64","shape":[3,0],"data_offsets":[10,10]}}  """;
    byte[] data = {0, (byte) 0xbe, 0, 0, (byte) 0x80, 0x3f, 0, 0, 0x20, (byte) 0xc0};
    Path path = Files.write(folder.resolve("x.safetensors"), file(header, data));
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThat(file.names()).containsExactly("b", "a", "none");
      assertThat(file.metadata()).containsEntry("format", "pt");
      assertThat(file.entry("a").shape()).isEqualTo(new Shape());
      assertThat(file.floats("a")).containsExactly(-1.5f);
      assertThat(file.floats("b")).containsExactly(1f, -2.5f);
      assertThat(file.longs("none")).isEmpty();
      assertThat(file.has("c")).isFalse();
      assertThatThrownBy(() -> file.floats("c"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no tensor 'c' among 3");
      assertThatThrownBy(() -> file.longs("a")).hasMessageContaining("expected integers");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "F64, 0.5, 000000000000e03f",
    "F32, -2.5, 000020c0",
    "F16, -1.5, 00be",
    "BF16, -3, 40c0",
    "I64, -2, feffffffffffffff",
    "I32, -2, feffffff",
    "I16, -2, feff",
    "I8, -2, fe",
    "U8, 254, fe",
    "BOOL, 1, 01"
  })
  void readsEveryType(StoredType type, float value, String hex) throws IOException {
    byte[] data = java.util.HexFormat.of().parseHex(hex);
    String header =
        "{\"x\":{\"dtype\":\"%s\",\"shape\":[1],\"data_offsets\":[0,%d]}}"
            .formatted(type, data.length);
    try (SafetensorsFile file = open(file(header, data));
        NDManager manager = Tensors.manager()) {
      assertThat(file.floats("x")).containsExactly(value);
      assertThat(file.doubles("x")).containsExactly(value);
      NDArray array = file.load(manager, "x");
      DataType integer = type == StoredType.BOOL ? DataType.BOOLEAN : DataType.INT64;
      assertThat(array.getDataType()).isEqualTo(type.isFloat() ? DataType.FLOAT32 : integer);
      assertThat(array.toType(DataType.FLOAT32, true).toFloatArray()).containsExactly(value);
      if (!type.isFloat()) {
        assertThat(file.longs("x")).containsExactly((long) value);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | 0 | the header begins with byte 0x5b: expected '{'",
        "' {}' | 0 | the header begins with byte 0x20: expected '{'",
        "{} | 4 | holds 4 bytes of data: the header describes 0",
        "{}{} | 0 | goes on behind its JSON object",
        "{\"x\":1} | 0 | tensor 'x' is '1': expected start object",
        "{\"x\":{}} | 0 | tensor 'x': expected a dtype, a shape and two data_offsets",
        "{\"x\":{\"dtype\":\"F8\"}} | 0 | tensor 'x': 'dtype' is 'F8': expected one of [F64, F32",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}} | 4 | two data_offsets",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}} | 4 | begin ≤ end",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}} | 4 | holds -1",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}} | 4 | is '1.5'",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}} | 4 | expected 8 for F32 (2)",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | 3 | ends at 4: the file holds 3",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | 8 | begins at 4: expected 0",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"more\":1}} | 4 | expected only",
        "{\"x\":{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}} | 1 | Duplicate field",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296,4],\"data_offsets\":[0,4]}} | 4 | no more than a long",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,4]}} | 4 | not valid JSON",
        "{\"x\":{\"dtype\":\"U8\",\"shape\":[[[[[[[[[1]]]]]]]]],\"data_offsets\":[0,1]}} | 1 | tensor 'x': 'shape' is '['",
        "{\"__metadata__\":{\"a\":1}} | 0 | __metadata__ 'a' is '1': expected value string",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[1,3]}} | 3 | tensor 'b' begins at 1: expected 2",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}} | 2 | Duplicate field 'a'",
      })
  void refusesWhatIsWrongAndSaysWhy(String header, int length, String reason) {
    assertThatThrownBy(() -> open(file(header, data(length))))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("x.safetensors: ")
        .hasMessageContaining(reason)
        .message()
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource({"1", "7", "-1", "9223372036854775807", "16777217"})
  void refusesAHeaderLengthThatCannotBe(long length) {
    byte[] content = file("{}", data(4));
    ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
    assertThatThrownBy(() -> open(content))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("header length is")
        .hasMessageContaining("expected 2 to 6, as the file is 14 bytes");
  }

  @Test
  void refusesWhatIsTooShort() {
    assertThatThrownBy(() -> open(new byte[9])).hasMessageContaining("is 9 bytes");
    assertThatThrownBy(() -> SafetensorsFile.open(folder.resolve("missing")))
        .isInstanceOf(java.nio.file.NoSuchFileException.class);
  }

  @Test
  void quotesHostileNamesOnOneLine() {
    String header = "{\"a\\nb%s\":1}".formatted("c".repeat(1000));
    assertThatThrownBy(() -> open(file(header)))
        .hasMessageContaining("'a?bccc")
        .message()
        .hasSizeLessThan(250)
        .doesNotContain("\n");
  }

  @Test
  void readsAStream() throws IOException {
    byte[] content =
        new SafetensorsWriter().add("n", new Shape(2), new long[] {3, Long.MIN_VALUE}).toBytes();
    try (SafetensorsFile file = SafetensorsFile.read(new ByteArrayInputStream(content), "s")) {
      assertThat(file.longs("n")).containsExactly(3, Long.MIN_VALUE);
      assertThat(file.source()).isEqualTo("s");
    }
  }
}

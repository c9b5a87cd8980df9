package corgi.engine.checkpoint.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import corgi.engine.checkpoint.CheckpointException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pickles spelled by hand; the instructions are those of CPython's Lib/pickletools.py. */
class PickleReaderTest {
  private static Object read(String instructions) throws CheckpointException {
    byte[] pickle = ("\u0080\2" + instructions + ".").getBytes(StandardCharsets.ISO_8859_1);
    return PickleReader.read(new PickleBytes("p", pickle), new Globals());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "N | null",
        "\\210 | true",
        "\\211 | false",
        "K\\377 | 255",
        "M\\0\\1 | 256",
        "J\\376\\377\\377\\377 | -2",
        "G\\277\\370\\0\\0\\0\\0\\0\\0 | -1.5",
        "\\212\\0 | 0",
        "\\212\\1\\377 | -1",
        "\\212\\2\\377\\0 | 255",
        "X\\2\\0\\0\\0\\303\\274 | ü",
        "\\214\\1a | a",
        "K\\1K\\2\\206 | Tuple[items=[1, 2]]",
        "](K\\1K\\2e | [1, 2]",
        "}(K\\1K\\2u | {1=2}",
        "(K\\1K\\2d | {1=2}",
        "(K\\1K\\2l | [1, 2]",
        "K\\1q\\5K\\2h\\5\\206 | Tuple[items=[2, 1]]",
        "K\\1K\\0020 | 1",
        "K\\1(K\\0021 | 1",
        "]K\\1a | [1]",
        "ccollections\\nOrderedDict\\n)RK\\1K\\2s | {1=2}",
        "ctorch\\nSize\\nK\\1\\205\\205R | Tuple[items=[1]]",
      })
  void valuesAreThoseOfPython(String instructions, String expected) throws CheckpointException {
    assertThat(String.valueOf(read(instructions.translateEscapes()))).isEqualTo(expected);
  }

  @Test
  void integersMayBeLong() throws CheckpointException {
    assertThat(read("\u008a\11\0\0\0\0\0\0\0\0\1")).isEqualTo(BigInteger.ONE.shiftLeft(64));
    assertThat(read("\u008a\10\377\377\377\377\377\377\377\177")).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aListMayContainItself() throws CheckpointException {
    List<?> list = (List<?>) read("]q\0h\0a");
    assertThat(list.get(0)).isSameAs(list);
    Map<String, List<?>> root = Collections.singletonMap("a", list);
    assertThatThrownBy(() -> StateDict.of("p", root)).hasMessageContaining("nested too deeply");
  }

  /** Twenty levels that each hold the one below twice: a million names from 200 bytes. */
  @Test
  void sharedPartsDoNotGrowWithoutEnd() throws CheckpointException {
    String level = "]q\0";
    for (int i = 1; i <= 25; i++) {
      level += "](h%1$ch%1$ceq%2$c".formatted((char) (i - 1), (char) i);
    }
    Object root = read(level);
    assertThatThrownBy(() -> StateDict.of("p", Collections.singletonMap("a", root)))
        .hasMessageContaining("nested too deeply or too often");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | pickle at byte 2: takes a value where none is",
        "e | pickle at byte 2: looks for a mark where none is",
        "K\\1K\\1a | expected a list, found a Long",
        "}]K\\1s | has 'a list' as the key of a dict",
        "}(K\\1u | sets a key without a value",
        "h\\1 | recalls value 1, which was not kept",
        "X\\377\\377\\377\\177 | announces 2147483647 bytes: 1 are left",
        "X\\1\\0\\0\\0\\377 | holds a text that is not UTF-8",
        "\\213\\1\\4\\0\\0 | announces 1025 bytes",
        "I1\\n | has instruction 0x49, which no checkpoint needs",
        "cos\\nsystem\\n | names 'os.system', which is refused",
        "\\214\\2os\\214\\6system\\223 | names 'os.system', which is refused",
        "cbuiltins\\neval\\n | names 'builtins.eval', which is refused",
        "ctorch\\nSize\\n)R | calls 'torch.Size' with 0 arguments",
        "ccollections\\nOrderedDict\\n](]e\\205R | calls 'collections.OrderedDict' with 1 arguments",
        "ctorch\\nFloatStorage\\n)R | calls 'torch.FloatStorage', which takes no arguments",
        "X\\1\\0\\0\\0aK\\1\\206Q | refers to something that is no storage",
        "K\\1)R | expected the name of a class or function, found a Long",
        "]}b | gives a list a state",
        "ctorch._utils\\n_rebuild_tensor_v2\\n(NK\\0))tR | with None as argument 1: expected a storage",
        "c_codecs\\nencode\\nX\\1\\0\\0\\0aX\\4\\0\\0\\0utf8\\206R | expected a text of bytes, in latin1",
      })
  void whatIsNoDataIsRefused(String instructions, String reason) {
    assertThatThrownBy(() -> read(instructions.translateEscapes()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("p: ")
        .hasMessageContaining(reason);
  }

  @Test
  void onlyProtocolsTwoToFiveAreRead() {
    for (byte[] pickle :
        Arrays.asList(new byte[] {'N', '.'}, new byte[] {(byte) 0x80, 6, 'N', '.'})) {
      assertThatThrownBy(() -> PickleReader.read(new PickleBytes("p", pickle), new Globals()))
          .hasMessageContaining("2 to 5");
    }
  }

  @Test
  void objectsOfTrainersAreInertPlaceHolders() throws CheckpointException {
    String made = "cpytorch_lightning.callbacks.early_stopping\nEarlyStopping\n)\u0081}K\1K\2sb";
    assertThat(read(made)).isInstanceOf(Opaque.class);
    assertThatThrownBy(() -> read("cpytorch_lightning.callbacksx\nEvil\n"))
        .hasMessageContaining("is refused");
  }
}

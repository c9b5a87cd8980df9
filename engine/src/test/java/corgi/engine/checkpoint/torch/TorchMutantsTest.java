package corgi.engine.checkpoint.torch;

import corgi.engine.checkpoint.Bytes;
import corgi.engine.checkpoint.Mutants;
import corgi.engine.checkpoint.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged files of PyTorch. */
class TorchMutantsTest {
  /** Instructions of a pickle, arguments among them, to put in at random. */
  private static final String[] PIECES = {
    "(",
    ".",
    "0",
    "1",
    "2",
    ")",
    "]",
    "}",
    "N",
    "R",
    "b",
    "Q",
    "a",
    "e",
    "s",
    "u",
    "t",
    "d",
    "l",
    "h\0",
    "h\1",
    "h\7",
    "q\0",
    "j\0\0\0\0",
    "r\377\377\377\377",
    "\u0085",
    "\u0086",
    "\u0087",
    "\u0081",
    "\u0088",
    "\u0089",
    "\u0094",
    "\u0093",
    "K\1",
    "J\377\377\377\177",
    "\u008a\0",
    "\u008a\10\377\377\377\377\377\377\377\177",
    "\u008b\377\377\377\177",
    "X\377\377\377\177",
    "X\1\0\0\0x",
    "ccollections\nOrderedDict\n",
    "ctorch\nSize\n",
    "cos\nsystem\n",
    "Ga23456789",
    "\u0095\0\0\0\0\0\0\0\0",
    "\u008e\377\377\377\377\377\377\377\377",
    "c_codecs\nencode\n",
    "cnumpy\ndtype\n",
    "cnumpy.core.multiarray\nscalar\n",
    "ctorch._utils\n_rebuild_parameter\n"
  };

  private static void read(byte[] content) throws IOException {
    try (TorchFile file = TorchFile.of(content, Mutants.NAME)) {
      for (String name : file.names()) {
        file.floats(name);
      }
    }
  }

  private static List<byte[]> files() throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (String name :
        List.of("state-dict-2.pt", "state-dict-4.pt", "lightning.ckpt", "nested.pt")) {
      files.add(TorchFileTest.bytes(name));
    }
    return files;
  }

  @Test
  void bytes() throws IOException {
    List<byte[]> files = files();
    files.add(TorchFileTest.bytes("legacy.pth"));
    Mutants.check(files, Mutations::binary, TorchMutantsTest::read);
  }

  @Test
  void directories() throws IOException {
    Mutants.check(files(), TorchMutantsTest::damageDirectory, TorchMutantsTest::read);
  }

  /** The directory is the last part of the file. */
  private static byte[] damageDirectory(byte[] content, Random random) {
    int from = Math.max(0, content.length - 1500);
    byte[] tail = Arrays.copyOfRange(content, from, content.length);
    return Mutations.splice(content, from, tail.length, Mutations.binary(tail, random));
  }

  @Test
  void legacyPickles() throws IOException {
    Mutants.check(
        List.of(TorchFileTest.bytes("legacy.pth")),
        TorchMutantsTest::damagePickle,
        TorchMutantsTest::read);
  }

  @Test
  void pickles() throws IOException {
    List<byte[]> pickles = new ArrayList<>();
    for (byte[] file : files()) {
      ZipDirectory.Span span =
          ZipDirectory.read(new Bytes.OfMemory("x", file)).entrySet().stream()
              .filter(e -> e.getKey().endsWith("data.pkl"))
              .findFirst()
              .orElseThrow()
              .getValue();
      pickles.add(
          Arrays.copyOfRange(file, (int) span.begin(), (int) (span.begin() + span.length())));
    }
    Mutants.check(
        pickles,
        TorchMutantsTest::damagePickle,
        content -> {
          Globals globals = new Globals();
          Object root = PickleReader.read(new PickleBytes(Mutants.NAME, content), globals);
          StateDict.of(Mutants.NAME, root);
        });
  }

  private static byte[] damagePickle(byte[] content, Random random) {
    if (content.length == 0 || random.nextInt(3) == 0) {
      return Mutations.binary(content, random);
    }
    byte[] piece = PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.ISO_8859_1);
    int at = random.nextInt(content.length);
    boolean instead = random.nextBoolean();
    int length = instead ? Math.min(piece.length, content.length - at) : 0;
    return Mutations.splice(content, at, length, piece);
  }
}

package corgi.text;

import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What recorded cases of text encoders have in common. */
final class Recorded {
  private Recorded() {}

  /** The folder of a case. */
  static TextFiles folder(GoldenCase golden) {
    return golden::inFolder;
  }

  /** A part of the folder of a case. */
  static TextFiles folder(GoldenCase golden, String part) {
    return name -> golden.inFolder(part + "/" + name);
  }

  /** The recorded inputs and outputs. */
  static SafetensorsFile io(GoldenCase golden) throws IOException {
    return folder(golden).tensors("io.safetensors");
  }

  /** The rows of a recorded integer tensor, (N, L). */
  static List<long[]> rows(SafetensorsFile io, String name) {
    long[] all = io.longs(name);
    int length = (int) io.entry(name).shape().get(1);
    List<long[]> rows = new ArrayList<>();
    for (int i = 0; i < all.length; i += length) {
      rows.add(Arrays.copyOfRange(all, i, i + length));
    }
    return rows;
  }
}

package corgi.eval.sweep;

import corgi.eval.Measurement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Measures pictures. */
public interface Scorer extends AutoCloseable {
  /** Returns what changes whenever the same pictures would get other numbers. */
  String id();

  /**
   * Measures some pictures together.
   *
   * @param pictures PNG files, which say themselves what was asked of them
   */
  List<Measurement> score(List<Path> pictures) throws IOException;

  /**
   * Returns the command that measures the pictures of a folder again.
   *
   * @param folder as a word of a shell
   */
  String command(String folder);

  @Override
  void close();

  /** Measures nothing. */
  Scorer NONE =
      new Scorer() {
        @Override
        public String id() {
          return "";
        }

        @Override
        public List<Measurement> score(List<Path> pictures) {
          return List.of();
        }

        @Override
        public String command(String folder) {
          return "";
        }

        @Override
        public void close() {}
      };
}

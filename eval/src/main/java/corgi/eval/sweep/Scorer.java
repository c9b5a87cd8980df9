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
   * @throws IllegalArgumentException if these cannot be measured, such as one alone
   */
  List<Measurement> score(List<Path> pictures) throws IOException;

  /**
   * Returns the command that measures pictures again.
   *
   * @param pictures files, and folders of such
   */
  String command(List<String> pictures);

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
        public String command(List<String> pictures) {
          return "";
        }

        @Override
        public void close() {}
      };
}

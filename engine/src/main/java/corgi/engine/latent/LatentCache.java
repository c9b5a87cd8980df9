package corgi.engine.latent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.checkpoint.SafetensorsWriter;
import corgi.engine.checkpoint.StoredType;
import corgi.engine.data.Dataset;
import corgi.engine.data.Example;
import corgi.engine.data.PictureRows;
import corgi.engine.tensor.Tensors;
import corgi.engine.vae.AutoencoderKl;
import corgi.engine.vae.DiagonalGaussian;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What an encoder says of every picture, kept in files of {@value #TOGETHER} pictures each, which
 * are written one by one: a run that was stopped goes on with the next file. Files of other
 * pictures or of another autoencoder are made anew.
 *
 * @param folder of the files
 * @param identity what the numbers depend on: pictures and autoencoder
 */
record LatentCache(Path folder, String identity) {
  static final int TOGETHER = 1024;
  private static final int ROWS = 16; // in a forward pass, whose kernels may round by their number
  static final String EXAMPLES = "examples";
  private static final String IDENTITY = "identity";

  /** Whether the first {@code count} pictures are there, so that no encoder is needed. */
  boolean holds(long count) throws IOException {
    for (long first = 0; first < count; first += TOGETHER) {
      if (!holds(file(first), (int) Math.min(TOGETHER, count - first))) {
        return false;
      }
    }
    return true;
  }

  /** Returns the files of the first {@code count} pictures, in order. */
  List<Path> files(long count) {
    List<Path> files = new ArrayList<>();
    for (long first = 0; first < count; first += TOGETHER) {
      files.add(file(first));
    }
    return files;
  }

  private Path file(long first) {
    return folder.resolve("%06d.safetensors".formatted(first / TOGETHER));
  }

  /**
   * Encodes what is not there yet.
   *
   * @param pictures the first {@code count} of which are encoded
   * @throws corgi.engine.sampling.CancelledException if the watcher says so; finished files stay
   */
  void fill(Dataset pictures, long count, Encoding encoding) throws IOException {
    Files.createDirectories(folder);
    for (long first = 0; first < count; first += TOGETHER) {
      Path file = file(first);
      int rows = (int) Math.min(TOGETHER, count - first);
      if (!holds(file, rows)) {
        write(file, pictures, first, rows, encoding);
      }
      encoding.watcher().encoded(first + rows);
    }
  }

  private boolean holds(Path file, int rows) throws IOException {
    if (Files.notExists(file)) {
      return false;
    }
    try (SafetensorsFile found = SafetensorsFile.open(file)) {
      return identity.equals(found.metadata().get(IDENTITY)) && found.names().size() == rows;
    } catch (CheckpointException e) {
      return false; // it is only a cache
    }
  }

  private void write(Path file, Dataset pictures, long first, int rows, Encoding encoding)
      throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter().metadata(IDENTITY, identity);
    List<Example> examples = new ArrayList<>();
    for (int row = 0; row < rows; row += ROWS) {
      encoding.check();
      List<Example> some = new ArrayList<>();
      for (int i = row; i < Math.min(rows, row + ROWS); i++) {
        some.add(pictures.example(first + i));
      }
      List<float[]> moments = moments(some, encoding.encoder());
      for (int i = 0; i < moments.size(); i++) {
        Shape shape = new Shape(moments.get(i).length);
        writer.add(Integer.toString(row + i), shape, moments.get(i), StoredType.F32);
      }
      examples.addAll(some);
      encoding.watcher().encoded(first + row + some.size());
    }
    writer.metadata(EXAMPLES, KnownOf.write(examples)).write(file);
  }

  /** Returns μ and log σ² of each picture, (2C, h, w) row by row. */
  private static List<float[]> moments(List<Example> examples, AutoencoderKl encoder) {
    try (NDManager manager = Tensors.manager()) {
      return Tensors.inference(
          () -> {
            List<float[]> rows = new ArrayList<>();
            Tensors.scope(
                () -> {
                  PictureRows batch = PictureRows.of(examples);
                  NDArray x = manager.create(batch.values(), batch.shape());
                  DiagonalGaussian q = encoder.encode(x);
                  NDArray both = q.mean().concat(q.logVariance(), 1); // (N, 2C, h, w)
                  for (int i = 0; i < examples.size(); i++) {
                    rows.add(both.get(i).toFloatArray());
                  }
                });
            return rows;
          });
    }
  }
}

package corgi.engine.latent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.checkpoint.SafetensorsWriter;
import corgi.engine.checkpoint.StoredType;
import corgi.engine.data.Dataset;
import corgi.engine.data.Example;
import corgi.engine.data.Picture;
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

  /**
   * Encodes what is not there yet.
   *
   * @param pictures the first {@code count} of which are encoded
   * @return the files, in order
   * @throws corgi.engine.sampling.CancelledException if the watcher says so; finished files stay
   */
  List<Path> fill(Dataset pictures, long count, Encoding encoding) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (long first = 0; first < count; first += TOGETHER) {
      Path file = folder.resolve("%06d.safetensors".formatted(first / TOGETHER));
      int rows = (int) Math.min(TOGETHER, count - first);
      if (!holds(file, rows)) {
        write(file, pictures, first, rows, encoding);
      }
      encoding.watcher().encoded(first + rows);
      files.add(file);
    }
    return files;
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
                  DiagonalGaussian q = encoder.encode(batch(examples, manager));
                  NDArray both = q.mean().concat(q.logVariance(), 1); // (N, 2C, h, w)
                  for (int i = 0; i < examples.size(); i++) {
                    rows.add(both.get(i).toFloatArray());
                  }
                });
            return rows;
          });
    }
  }

  private static NDArray batch(List<Example> examples, NDManager manager) {
    NDList rows = new NDList();
    for (Example example : examples) {
      Picture picture = example.picture();
      rows.add(
          manager.create(
              picture.values(),
              new Shape(1, picture.channels(), picture.height(), picture.width())));
    }
    return NDArrays.concat(rows);
  }
}

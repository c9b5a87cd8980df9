package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import corgi.engine.checkpoint.FolderSwap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The models that a training leaves: one for each average of its weights. The first has the plain
 * name, the others stand beside it, such as {@code model-ema-length-0.1}.
 *
 * @param trainer who keeps the averages
 * @param model the folder of the first
 */
record AveragedModels(Trainer<?> trainer, Path model) {
  /** Writes one model. */
  @FunctionalInterface
  interface Writer {
    /**
     * @param folder to be written
     * @param weights in the order of the network's parameters
     */
    void write(Path folder, List<NDArray> weights) throws IOException;
  }

  /** Writes all of them. */
  void write(Writer writer) throws IOException {
    List<EmaSpec> averages = trainer.options().averages();
    for (int i = 0; i < averages.size(); i++) {
      Path folder = folder(i, averages.get(i));
      FolderSwap.recover(folder);
      writer.write(folder, trainer.averaged(i));
    }
  }

  private Path folder(int i, EmaSpec average) {
    return i == 0
        ? model
        : model.resolveSibling(model.getFileName() + "-ema-" + average.fileName());
  }
}

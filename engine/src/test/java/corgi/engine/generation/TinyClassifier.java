package corgi.engine.generation;

import ai.djl.ndarray.NDManager;
import corgi.engine.checkpoint.Checkpoint;
import corgi.engine.checkpoint.CheckpointFolder;
import corgi.engine.checkpoint.ClassifierFolder;
import corgi.engine.checkpoint.ParameterFile;
import corgi.engine.checkpoint.Provenance;
import corgi.engine.checkpoint.StoredClassifier;
import corgi.engine.checkpoint.StoredType;
import corgi.engine.layers.Parameter;
import corgi.engine.tensor.CounterRandom;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.UNetConfig;
import corgi.engine.unet.adm.AdmClassifier;
import corgi.engine.unet.adm.AdmConfig;
import corgi.engine.unet.adm.LabelHeads;
import corgi.engine.unet.adm.NoisyClassifier;
import corgi.engine.unet.adm.Pool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Noise-aware classifiers for tests: random weights, one question. */
public final class TinyClassifier {
  /** What it asks. */
  public static final LabelHeads HEADS = new LabelHeads(Map.of("figure", List.of("cat", "dog")));

  private static final int WIDTH = 32; // group normalisation has 32 groups
  private static final int SMALLEST = 8; // pixels a side where it attends
  private static final double DEVIATION = 0.3;

  private TinyClassifier() {}

  /** Returns a classifier of square pictures that lives as long as {@code manager}. */
  public static NoisyClassifier make(int channels, int side, NDManager manager) {
    AdmConfig.Ends ends = new AdmConfig.Ends(side, channels, HEADS.size());
    int levels = 1 + Integer.numberOfTrailingZeros(Math.max(1, side / SMALLEST));
    var attention = new AdmConfig.Attending(List.of(), 1, -1, -1, AdmConfig.Order.NEW);
    var style = new AdmConfig.Style(true, false, true);
    List<Integer> widths = java.util.Collections.nCopies(levels, WIDTH);
    AdmConfig config = new AdmConfig(ends, widths, WIDTH, 1, attention, style, 0);
    var network =
        new AdmClassifier(config, Pool.Kind.ATTENTION, TensorOps.of(Precision.FP32), manager);
    network.parameters().initialise(1);
    for (Parameter parameter : network.parameters().all()) { // those that begin at 0, too
      float[] values = parameter.array().toFloatArray();
      float[] noise = new float[values.length];
      CounterRandom.normals(
          CounterRandom.key(2, parameter.name().hashCode()), noise, 0, noise.length);
      for (int i = 0; i < values.length; i++) {
        values[i] += (float) (DEVIATION * noise[i]);
      }
      network.parameters().set(parameter.name(), values);
    }
    return new NoisyClassifier(network, HEADS);
  }

  /** Writes the folder of a classifier that fits a model, and returns it. */
  public static Path write(Path folder, String model) throws IOException {
    Checkpoint checkpoint = CheckpointFolder.find(model).checkpoint();
    UNetConfig.Ends draws = checkpoint.unet().ends();
    try (NDManager manager = Tensors.manager();
        NoisyClassifier classifier = make(draws.inChannels(), draws.sampleSize(), manager)) {
      var stored =
          new StoredClassifier(
              classifier.network().config(),
              Pool.Kind.ATTENTION,
              HEADS,
              checkpoint.scheduler(),
              new StoredClassifier.Origin(
                  "0",
                  "unknown",
                  new Provenance.Data("nothing", "sha256:0", "nothing", "none"),
                  new Provenance.Training(1, 0, 0, 0, Precision.FP32, Provenance.RANDOM)));
      ClassifierFolder.write(
          folder, stored, ParameterFile.writer(classifier.network().parameters(), StoredType.F32));
    }
    return folder;
  }
}

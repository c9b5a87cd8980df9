package corgi.engine.checkpoint;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.tensor.TensorOps;
import corgi.engine.unet.adm.AdmClassifier;
import corgi.engine.unet.adm.AdmConfig;
import corgi.engine.unet.adm.LabelHeads;
import corgi.engine.unet.adm.NoisyClassifier;
import corgi.engine.unet.adm.Pool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A stored classifier of noisy images: {@code classifier/config.json}, the arguments of the
 * published {@code EncoderUNetModel} with {@code pool} and {@code labels}; {@code
 * classifier/model.safetensors}; {@code scheduler/scheduler_config.json}; {@code corgi.json}. In a
 * folder or on the class path.
 */
public final class ClassifierFolder {
  private static final String CONFIG = "classifier/config.json";
  private static final String WEIGHTS = "classifier/model.safetensors";
  private static final String POOL = "pool";
  private static final String LABELS = "labels";
  private static final Set<String> OWN =
      Set.of(
          "classifier",
          "scheduler",
          CONFIG,
          WEIGHTS,
          CheckpointFolder.SCHEDULER,
          CheckpointFolder.PROVENANCE);
  private static final ModelPlaces PLACES =
      new ModelPlaces("classifier", CONFIG, List.of("portraits-classifier-64"));

  private final ModelFiles files;
  private final StoredClassifier classifier;

  private ClassifierFolder(ModelFiles files) throws IOException {
    this.files = files;
    ObjectNode json = CheckpointJson.read(files, CONFIG);
    ObjectNode scheduler = CheckpointJson.read(files, CheckpointFolder.SCHEDULER);
    var origin =
        CheckpointJson.convert(
            files.source(CheckpointFolder.PROVENANCE),
            CheckpointJson.read(files, CheckpointFolder.PROVENANCE),
            StoredClassifier.Origin.class);
    try {
      ScheduleConfig.of(scheduler).schedule(); // refuses what is no schedule
      classifier =
          new StoredClassifier(
              AdmConfig.fromJson(json),
              Pool.Kind.named(json.path(POOL).asText()),
              new LabelHeads(labels(json.path(LABELS))),
              scheduler,
              origin);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(files.source(CONFIG), e.getMessage(), e);
    }
  }

  private static Map<String, List<String>> labels(JsonNode json) {
    Map<String, List<String>> labels = new LinkedHashMap<>();
    for (var head : json.properties()) {
      List<String> values = new ArrayList<>();
      head.getValue().forEach(value -> values.add(value.asText()));
      labels.put(head.getKey(), values);
    }
    return labels;
  }

  /**
   * Opens the classifier of the class path that has this name, or else the folder of this path: a
   * classifier's own, or the folder of a training with a {@code model} inside.
   *
   * @throws CheckpointException if there is neither, or it is damaged
   */
  public static ClassifierFolder find(String nameOrPath) throws IOException {
    return new ClassifierFolder(PLACES.find(nameOrPath));
  }

  /** Returns all but the weights. */
  public StoredClassifier classifier() {
    return classifier;
  }

  /** Returns the hash of the weights' file, {@code sha256:…}. */
  public String weightsHash() throws IOException {
    return Sha256.of(files, WEIGHTS);
  }

  /**
   * Builds the network and loads its weights, whose arrays live on {@code manager}'s device until
   * the network is closed.
   *
   * @throws CheckpointException naming every tensor that is missing, misshapen or unused
   */
  public NoisyClassifier load(TensorOps ops, NDManager manager) throws IOException {
    AdmClassifier network;
    try {
      network = new AdmClassifier(classifier.network(), classifier.pool(), ops, manager);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(files.source(CONFIG), e.getMessage(), e);
    }
    try (SafetensorsFile weights = files.tensors(WEIGHTS)) {
      ParameterFile.load(weights, network.parameters());
      return new NoisyClassifier(network, classifier.heads());
    } catch (IOException | RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /**
   * Writes a folder beside its place and moves it there; a classifier that was there is replaced.
   *
   * @throws CheckpointException if the folder holds anything but a classifier
   */
  public static void write(Path folder, StoredClassifier classifier, SafetensorsWriter weights)
      throws IOException {
    ObjectNode config = classifier.network().toJson();
    config.put(POOL, classifier.pool().name().toLowerCase(Locale.ROOT));
    ObjectNode labels = config.putObject(LABELS);
    classifier
        .heads()
        .vocabulary()
        .forEach(
            (head, values) -> {
              ArrayNode array = labels.putArray(head);
              values.forEach(array::add);
            });
    ModelFolderWriter.write(
        folder,
        OWN,
        writing -> {
          weights.write(writing.file(WEIGHTS));
          writing.json(CONFIG, config);
          writing.json(CheckpointFolder.SCHEDULER, classifier.scheduler());
          writing.json(CheckpointFolder.PROVENANCE, CheckpointJson.of(classifier.origin()));
        });
  }

  @Override
  public String toString() {
    return files.source("");
  }
}

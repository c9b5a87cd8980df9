package corgi.engine.classifier;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.auto.service.AutoService;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.Sha256;
import corgi.engine.model.ClassNames;
import corgi.engine.model.CleanClassifier;
import corgi.engine.model.CleanClassifierPlugin;
import corgi.engine.tensor.Script;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A classifier in a TorchScript file, such as {@code torch.jit.trace} writes, with {@code
 * synset.txt} and {@code serving.properties} beside it: what DJL calls a model folder of its
 * PyTorch engine. The file holds code, which PyTorch's interpreter runs; it is the user who names
 * it.
 */
public final class TorchScriptClassifier implements CleanClassifier {
  /** The only label head. */
  private static final String HEAD = "class";

  private final Path file;
  private final ClassNames classes;
  private final InputFormat format;
  private final Script network;
  private final PreparedInput input;
  private final String hash;

  private TorchScriptClassifier(Path file, Device device) throws IOException {
    this.file = file;
    Path folder = file.toAbsolutePath().getParent();
    classes = ClassNamesFile.read(folder);
    format = InputFormat.read(folder);
    hash = Sha256.of(file);
    input = new PreparedInput(file, format);
    try (InputStream in = Files.newInputStream(file)) {
      network = Script.read(in, device);
    } catch (EngineException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("?");
      throw new CheckpointException(file.toString(), "is no TorchScript file: " + reason, e);
    }
  }

  @Override
  public Map<String, String> known(Map<String, String> labels) {
    if (labels.size() != 1 || !List.of("", HEAD).contains(labels.keySet().iterator().next())) {
      throw new IllegalArgumentException(
          "labels %s: this classifier has one head, so name one class".formatted(labels));
    }
    String said = labels.values().iterator().next();
    return Map.of(HEAD, Integer.toString(classes.find(said)));
  }

  @Override
  public Optional<Map<String, String>> labels(String prompt) {
    var found = classes.in(prompt);
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(Map.of(HEAD, Integer.toString(found.getAsInt())));
  }

  @Override
  public NDArray log(NDArray clean, Map<String, String> labels) {
    NDArray output = network.call(input.of(clean));
    Shape shape = output.getShape();
    int count = classes.lines().size();
    if (shape.dimension() != 2 || shape.get(1) != count) {
      throw new IllegalArgumentException(
          "%s: gives outputs of shape %s for %d classes in %s; must be (N, %d)"
              .formatted(file, shape, count, ClassNamesFile.FILE, count));
    }
    NDArray log = format.logits() ? output.logSoftmax(1) : output.maximum(1e-12f).log();
    return log.get(":, " + labels.get(HEAD));
  }

  @Override
  public String hash() {
    return hash;
  }

  /** Recognises a {@code .pt} file, and a folder with one. */
  @AutoService(CleanClassifierPlugin.class)
  public static final class Plugin implements CleanClassifierPlugin {
    @Override
    public boolean recognises(Path path) {
      return !scripts(path).isEmpty();
    }

    @Override
    public CleanClassifier open(Path path, NDManager manager) throws IOException {
      List<Path> found = scripts(path);
      if (found.size() != 1) {
        throw new CheckpointException(
            path.toString(), "holds %d .pt files: name the one to use".formatted(found.size()));
      }
      return new TorchScriptClassifier(found.get(0), manager.getDevice());
    }

    private static List<Path> scripts(Path path) {
      List<Path> found = new ArrayList<>();
      if (Files.isRegularFile(path) && path.toString().endsWith(".pt")) {
        found.add(path);
      } else if (Files.isDirectory(path)) {
        try (Stream<Path> files = Files.list(path)) {
          files.filter(file -> file.toString().endsWith(".pt")).sorted().forEach(found::add);
        } catch (IOException e) {
          return List.of(); // who opens it as something else says why
        }
      }
      return found;
    }
  }
}

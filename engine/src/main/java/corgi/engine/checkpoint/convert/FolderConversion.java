package corgi.engine.checkpoint.convert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.CheckpointJson;
import corgi.engine.checkpoint.ModelFolderWriter;
import corgi.engine.checkpoint.SafetensorsWriter;
import corgi.engine.checkpoint.Sha256;
import corgi.engine.checkpoint.SmallFile;
import corgi.engine.checkpoint.StoredType;
import corgi.engine.checkpoint.TensorFiles;
import corgi.engine.checkpoint.TensorSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Writes a diffusers folder, or one component's, with its weights as safetensors of one type. */
final class FolderConversion {
  private static final String KEPT = ".*\\.(json|txt|md|model)";
  private static final String OWN = "corgi.json"; // it records the hash of the U-Net's weights
  private static final String UNET = "unet/diffusion_pytorch_model.safetensors";

  private final Path in;
  private final StoredType floats;
  private final List<String> lines = new ArrayList<>();

  FolderConversion(Path in, StoredType floats) {
    this.in = in;
    this.floats = floats;
  }

  List<String> write(Path out) throws IOException {
    List<Path> folders = new ArrayList<>(List.of(in));
    try (Stream<Path> all = Files.list(in)) {
      all.filter(Files::isDirectory).sorted().forEach(folders::add);
    }
    if (folders.stream().allMatch(folder -> TensorFiles.find(folder).isEmpty())) {
      throw new CheckpointException(
          in.toString(), "has no weights that diffusers or transformers would find");
    }
    if (out.toAbsolutePath().normalize().startsWith(in.toAbsolutePath().normalize())) {
      throw new CheckpointException(out.toString(), "lies in the folder that is converted");
    }
    ModelFolderWriter.write(
        out,
        Set.of(),
        writer -> {
          for (Path folder : folders) {
            component(folder, writer);
          }
          if (Files.isRegularFile(in.resolve(OWN))) {
            provenance(writer);
          }
        });
    return lines;
  }

  private void component(Path folder, ModelFolderWriter writer) throws IOException {
    String prefix = folder.equals(in) ? "" : folder.getFileName() + "/";
    Optional<Path> weights = TensorFiles.find(folder);
    if (weights.isPresent()) {
      weights(weights.get(), prefix, writer);
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      if (TensorFiles.isTensorFile(file)) {
        continue; // what was converted, and other forms of it
      }
      if (name.matches(KEPT)) {
        writer.bytes(prefix + name, SmallFile.read(file));
      } else {
        lines.add("left out: " + prefix + name);
      }
    }
  }

  private void weights(Path file, String prefix, ModelFolderWriter writer) throws IOException {
    boolean diffusers = String.valueOf(file.getFileName()).startsWith("diffusion_pytorch_model");
    String name = (diffusers ? "diffusion_pytorch_model" : "model") + ".safetensors";
    try (TensorSource source = TensorFiles.open(file)) {
      Path config = file.resolveSibling("config.json");
      if (Files.isRegularFile(config)) {
        check(file.getParent(), Architecture.className(CheckpointJson.read(config)), source);
      }
      new SafetensorsWriter()
          .metadata("format", "pt")
          .addAll(source, floats)
          .write(writer.file(prefix + name));
      lines.add(
          "%s: %,d parameters from %s"
              .formatted(prefix + name, source.count(), file.getFileName()));
    }
  }

  private static void check(Path folder, String type, TensorSource source) throws IOException {
    String problems = Architecture.problems(folder, type, source).orElse("");
    if (!problems.isEmpty()) {
      throw new CheckpointException(
          source.source(), "does not fit its %s: %s".formatted(type, problems));
    }
  }

  private void provenance(ModelFolderWriter writer) throws IOException {
    ObjectNode own = CheckpointJson.read(in.resolve(OWN));
    Path weights = writer.file(UNET);
    if (own.has("weights") && Files.isRegularFile(weights)) {
      own.put("weights", Sha256.of(weights));
    }
    writer.json(OWN, own);
  }
}

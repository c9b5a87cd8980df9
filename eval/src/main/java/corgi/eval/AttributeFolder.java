package corgi.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import corgi.engine.checkpoint.AtomicFile;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.FolderSwap;
import corgi.engine.checkpoint.ParameterFile;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.checkpoint.SmallFile;
import corgi.engine.checkpoint.StoredType;
import corgi.engine.layers.Parameters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A stored classifier: {@code config.json} and {@code model.safetensors}. */
final class AttributeFolder {
  static final String CONFIG = "config.json";
  static final String WEIGHTS = "model.safetensors";
  private static final int LONGEST = 1 << 20;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // of later versions
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  private AttributeFolder() {}

  /**
   * Writes a folder beside its place and moves it there; a classifier that was there is replaced.
   *
   * @throws CheckpointException if the folder holds anything but a classifier
   */
  static void write(Path folder, AttributeConfig config, Parameters parameters) throws IOException {
    checkReplaceable(folder);
    Path writing = FolderSwap.begin(folder);
    try {
      ParameterFile.writer(parameters, StoredType.F32).write(writing.resolve(WEIGHTS));
      byte[] json = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(config);
      ByteBuffer content = ByteBuffer.wrap(json);
      AtomicFile.write(
          writing.resolve(CONFIG),
          channel -> {
            while (content.hasRemaining()) {
              channel.write(content);
            }
          });
      FolderSwap.finish(folder);
    } finally {
      FolderSwap.abandon(folder);
    }
  }

  /**
   * Finds out whether {@link #write} may write there.
   *
   * @throws CheckpointException if the folder holds anything but a classifier
   */
  static void checkReplaceable(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new CheckpointException(folder.toString(), "is a file: expected a folder");
    }
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        List<String> others =
            files
                .map(file -> file.getFileName().toString())
                .filter(name -> !Set.of(CONFIG, WEIGHTS).contains(name))
                .toList();
        if (!others.isEmpty()) {
          throw new CheckpointException(
              folder.toString(),
              "holds %s, which is no part of an evaluator: choose another folder"
                  .formatted(others.get(0)));
        }
      }
    }
  }

  /** Whether a folder looks like one. */
  static boolean isOne(Path folder) {
    Path standing = FolderSwap.standing(folder);
    return Files.isRegularFile(standing.resolve(CONFIG))
        && Files.isRegularFile(standing.resolve(WEIGHTS));
  }

  /** Whether a folder's configuration can be read: CLIP's folders have files of the same names. */
  static boolean hasHeads(Path folder) {
    try {
      config(folder);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns the file of the weights. */
  static Path weightsFile(Path folder) {
    return FolderSwap.standing(folder).resolve(WEIGHTS);
  }

  /**
   * Reads the configuration.
   *
   * @throws CheckpointException if it is missing or wrong; the message says what
   */
  static AttributeConfig config(Path folder) throws IOException {
    Path file = FolderSwap.standing(folder).resolve(CONFIG);
    byte[] json;
    try (InputStream in = Files.newInputStream(file)) {
      json = SmallFile.read(in, file.toString(), LONGEST);
    } catch (NoSuchFileException e) {
      throw new CheckpointException(file.toString(), "is missing: expected an evaluator", e);
    }
    return parsed(json, file.toString());
  }

  /** Returns the configuration that a file holds; messages call it source. */
  static AttributeConfig parsed(byte[] json, String source) throws IOException {
    try {
      return MAPPER.readValue(json, AttributeConfig.class);
    } catch (JsonMappingException e) {
      throw new CheckpointException(source, reason(e), e);
    } catch (JsonProcessingException e) {
      throw new CheckpointException(source, "is not valid JSON: " + reason(e), e);
    }
  }

  /** A refusing constructor says it best; else the parser's first line. */
  private static String reason(JsonProcessingException e) {
    return e.getCause() instanceof IllegalArgumentException refusal
        ? refusal.getMessage()
        : String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("?");
  }

  /** Returns the bytes of the weights' file. */
  static byte[] weights(Path folder) throws IOException {
    Path file = weightsFile(folder);
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new CheckpointException(file.toString(), "is missing from the evaluator", e);
    }
  }

  /**
   * Sets the parameters from the bytes of a weights' file; messages call it source.
   *
   * @throws CheckpointException naming what does not fit
   */
  static void load(byte[] weights, String source, Parameters parameters) throws IOException {
    try (SafetensorsFile file = SafetensorsFile.of(weights, source)) {
      ParameterFile.load(file, parameters);
    }
  }
}

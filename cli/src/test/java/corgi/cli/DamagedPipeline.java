package corgi.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenTests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A tiny Stable Diffusion folder in which one thing is wrong. */
record DamagedPipeline(Path path) {
  static final String WEIGHTS = "diffusion_pytorch_model.safetensors";

  /** Damages a folder. */
  @FunctionalInterface
  interface Damage {
    void to(DamagedPipeline folder) throws IOException;
  }

  /** Returns a folder in which all is right. */
  static DamagedPipeline whole(Path target) throws IOException {
    return new DamagedPipeline(
        GoldenTests.shipped("diffusers_folder").findFirst().orElseThrow().extract(target));
  }

  void remove(String name) throws IOException {
    try (var files = Files.walk(path.resolve(name))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  void write(String name, String text) throws IOException {
    Files.writeString(path.resolve(name), text);
  }

  /** Sets a key of a JSON file, whose new value is JSON, too. */
  void set(String name, String key, String value) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode json = (ObjectNode) mapper.readTree(path.resolve(name).toFile());
    json.set(key, mapper.readTree(value));
    mapper.writeValue(path.resolve(name).toFile(), json);
  }

  void bytes(String name, UnaryOperator<byte[]> change) throws IOException {
    Path file = path.resolve(name);
    Files.write(file, change.apply(Files.readAllBytes(file)));
  }

  /** Keeps the first bytes. */
  void truncate(String name, int share) throws IOException {
    bytes(name, all -> Arrays.copyOf(all, all.length * share / 100));
  }

  /** Changes the header of a safetensors file, whose length is set right afterwards. */
  void header(String name, UnaryOperator<String> change) throws IOException {
    bytes(
        name,
        all -> {
          int length = (int) ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getLong();
          String before = new String(all, 8, length, StandardCharsets.UTF_8);
          byte[] header = change.apply(before).getBytes(StandardCharsets.UTF_8);
          return ByteBuffer.allocate(8 + header.length + all.length - 8 - length)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(header.length)
              .put(header)
              .put(all, 8 + length, all.length - 8 - length)
              .array();
        });
  }

  /** Makes the first number of a tensor NaN. */
  void poison(String name, String tensor) throws IOException {
    bytes(
        name,
        all -> {
          ByteBuffer content = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
          int length = (int) content.getLong();
          JsonNode header = json(new String(all, 8, length, StandardCharsets.UTF_8));
          int begin = header.path(tensor).path("data_offsets").path(0).asInt();
          content.putFloat(8 + length + begin, Float.NaN);
          return all;
        });
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void swap(String one, String other) throws IOException {
    byte[] first = Files.readAllBytes(path.resolve(one));
    Files.copy(path.resolve(other), path.resolve(one), StandardCopyOption.REPLACE_EXISTING);
    Files.write(path.resolve(other), first);
  }

  /** Moves the U-Net's weights to the first of these shards; an index spreads them over all. */
  void shard(String... files) throws IOException {
    Path unet = path.resolve("unet");
    ObjectNode index = new ObjectMapper().createObjectNode();
    ObjectNode map = index.putObject("weight_map");
    try (SafetensorsFile good = SafetensorsFile.open(unet.resolve(WEIGHTS))) {
      int i = 0;
      for (String name : good.names()) {
        map.put(name, files[i++ % files.length]);
      }
    }
    Files.move(unet.resolve(WEIGHTS), unet.resolve(files[0]));
    write("unet/" + WEIGHTS + ".index.json", index.toString());
  }

  /** Puts a file of PyTorch in the place of the U-Net's weights. */
  void pickle(String resource) throws IOException {
    remove("unet/" + WEIGHTS);
    try (InputStream content = DamagedPipeline.class.getResourceAsStream(resource)) {
      Files.copy(content, path.resolve("unet/diffusion_pytorch_model.bin"));
    }
  }

  /** The same with a zip whose few kilobytes unpack to 64 MiB. */
  void bomb() throws IOException {
    remove("unet/" + WEIGHTS);
    Path file = path.resolve("unet/diffusion_pytorch_model.bin");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      for (int i = 0; i < 64; i++) {
        zip.write(new byte[1 << 20]);
      }
    }
  }
}

package corgi.engine.data;

import com.google.auto.service.AutoService;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * A folder of labelled images, one sub-folder for each class: {@code folder:DIR}. The label and the
 * caption are the sub-folder's name. Files are read when they are asked for; every second time
 * around they are mirrored.
 */
public final class FolderPictures implements Dataset {
  private static final String HEAD = "class";
  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".gif", ".bmp");
  private static final int MOST_PIXELS = 1 << 26; // of one file, as its header says

  private final Path folder;
  private final int resolution;
  private final List<String> classes;
  private final List<Path> files;
  private final String hash;

  private FolderPictures(Path folder, int resolution) throws IOException {
    this.folder = folder;
    this.resolution = resolution;
    classes = new ArrayList<>();
    files = new ArrayList<>();
    for (Path sub : listed(folder)) {
      if (Files.isDirectory(sub)) {
        List<Path> images = listed(sub).stream().filter(FolderPictures::isImage).toList();
        if (!images.isEmpty()) {
          classes.add(sub.getFileName().toString());
          files.addAll(images);
        }
      }
    }
    if (classes.size() < 2) {
      throw new IllegalArgumentException(
          "data set folder:%s: %d sub-folders with images; expected one for each of 2 or more classes"
              .formatted(folder, classes.size()));
    }
    hash = digest();
  }

  private static List<Path> listed(Path folder) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.sorted().toList();
    }
  }

  private static boolean isImage(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith) && Files.isRegularFile(file);
  }

  /** Of names and sizes: reading every file would take longer than training on some. */
  private String digest() throws IOException {
    StringBuilder text = new StringBuilder("folder 1 " + resolution + "\n");
    for (Path file : files) {
      text.append(folder.relativize(file)).append(' ').append(Files.size(file)).append('\n');
    }
    try {
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  @Override
  public String name() {
    return "folder";
  }

  @Override
  public long size() {
    return files.size();
  }

  @Override
  public boolean endless() {
    return false;
  }

  @Override
  public int channels() {
    return 3;
  }

  @Override
  public int resolution() {
    return resolution;
  }

  @Override
  public Map<String, List<String>> vocabulary() {
    return Map.of(HEAD, List.copyOf(classes));
  }

  @Override
  public Example example(long index) {
    if (index < 0) {
      throw new IllegalArgumentException("index " + index + ": must be at least 0");
    }
    Path file = files.get((int) (index % files.size()));
    String name = file.getParent().getFileName().toString();
    Picture picture = Pictures.fromImage(Squared.of(read(file), resolution));
    boolean mirrored = index / files.size() % 2 == 1;
    String caption = name.replace('_', ' ').replace('-', ' ').strip();
    return new Example(
        mirrored ? Pictures.mirrored(picture) : picture,
        caption.isEmpty() ? name : caption,
        Map.of(HEAD, name));
  }

  private static BufferedImage read(Path file) {
    try (var stream = ImageIO.createImageInputStream(file.toFile())) {
      var readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        throw new IllegalArgumentException(file + ": is no image that can be read");
      }
      var reader = readers.next();
      try {
        reader.setInput(stream);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS) {
          throw new IllegalArgumentException(
              "%s: %d pixels; at most %d".formatted(file, pixels, MOST_PIXELS));
        }
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(new IOException(file + ": is damaged: " + e.getMessage(), e));
    }
  }

  @Override
  public String hash() {
    return hash;
  }

  @Override
  public String licences() {
    return "The pictures of the folder that was trained on; Corgi does not know their licences.";
  }

  /** {@code folder:DIR}. */
  @AutoService(DatasetPlugin.class)
  public static final class Plugin implements DatasetPlugin {
    @Override
    public String name() {
      return "folder";
    }

    @Override
    public String summary() {
      return "folder:DIR, your own images, a sub-folder for each class";
    }

    @Override
    public Dataset open(DatasetRequest request) {
      if (request.source() == null) {
        throw new IllegalArgumentException("data set folder: say which, folder:DIR");
      }
      if (request.split() != Split.ALL) {
        throw new IllegalArgumentException("data set folder: holds nothing out");
      }
      try {
        Path folder = Path.of(request.source());
        if (!Files.isDirectory(folder)) {
          throw new IllegalArgumentException(
              "data set folder:%s: there is no such folder".formatted(folder));
        }
        return new FolderPictures(folder, request.resolution());
      } catch (InvalidPathException e) {
        throw new IllegalArgumentException(
            "data set folder:%s: is no path".formatted(request.source()), e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

package corgi.engine.data;

import com.google.auto.service.AutoService;
import corgi.engine.data.IdxPictures.Meaning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Fashion-MNIST: 60,000 and 10,000 grey pictures of 28×28 pixels of things to wear, in ten classes.
 * Xiao, Rasul and Vollgraf 2017 (1708.07747), table 1. The files are those of the Debian package
 * dataset-fashion-mnist, or in the folder of {@code fashion-mnist:DIR}.
 */
@AutoService(DatasetPlugin.class)
public final class FashionMnistPlugin implements DatasetPlugin {
  private static final String NAME = "fashion-mnist";
  private static final String USUAL = "/usr/share/datasets/fashion-mnist";
  private static final String LICENCE =
      """
      Fashion-MNIST: Copyright 2017 Zalando SE, https://tech.zalando.com.
      MIT licence. https://github.com/zalandoresearch/fashion-mnist
      """;

  private static final List<String> CLASSES =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");
  private static final List<String> CAPTIONS =
      List.of(
          "a t-shirt",
          "a pair of trousers",
          "a pullover",
          "a dress",
          "a coat",
          "a sandal",
          "a shirt",
          "a sneaker",
          "a bag",
          "an ankle boot");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "70,000 small grey pictures of things to wear, in ten classes (1708.07747)";
  }

  @Override
  public Dataset open(DatasetRequest request) {
    if (request.source() == null && !Files.isDirectory(Path.of(USUAL))) {
      throw new IllegalArgumentException(
          "data set %s: there is no %s; install the package dataset-fashion-mnist, or name the folder, %s:DIR"
              .formatted(NAME, USUAL, NAME));
    }
    DatasetRequest placed = request.source() == null ? request.source(USUAL) : request;
    try {
      List<IdxPair> pairs = IdxPlugin.pairs(NAME, Sources.folder(NAME, placed));
      Meaning meaning = new Meaning(NAME, CLASSES, CAPTIONS, LICENCE);
      return new ListedDataset(new IdxPictures(meaning, pairs, request.portion().part()), request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Knows captions and class names, in any case. */
  @Override
  public Optional<Map<String, String>> labels(String prompt) {
    String text = prompt.strip().toLowerCase(Locale.ROOT);
    for (int i = 0; i < CLASSES.size(); i++) {
      String name = CLASSES.get(i);
      if (text.equals(CAPTIONS.get(i)) || text.equals(name.toLowerCase(Locale.ROOT))) {
        return Optional.of(Map.of(IdxPictures.HEAD, name));
      }
    }
    return Optional.empty();
  }
}

package corgi.engine.data;

import com.google.auto.service.AutoService;
import corgi.engine.data.IdxPictures.Meaning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Any pictures in the format of MNIST: {@code idx:DIR} with train and t10k files by their usual
 * names, or {@code idx:IMAGES,LABELS}. Labels are numbers.
 */
@AutoService(DatasetPlugin.class)
public final class IdxPlugin implements DatasetPlugin {
  private static final String NAME = "idx";
  private static final String LICENCES =
      "The pictures of the files that were trained on; Corgi does not know their licences.";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "idx:DIR or idx:IMAGES,LABELS, grey pictures in the format of MNIST, packed or not";
  }

  @Override
  public Dataset open(DatasetRequest request) {
    String source = request.source();
    if (source == null || source.isEmpty()) {
      throw new IllegalArgumentException("data set idx: say which, idx:DIR or idx:IMAGES,LABELS");
    }
    try {
      int comma = source.indexOf(',');
      List<IdxPair> pairs =
          comma < 0 || Files.isDirectory(Sources.path(NAME, source))
              ? pairs(NAME, Sources.folder(NAME, request))
              : List.of(
                  IdxPair.of(
                      Sources.path(NAME, source.substring(0, comma)),
                      Sources.path(NAME, source.substring(comma + 1)),
                      Optional.empty()));
      List<String> numbers =
          IntStream.rangeClosed(0, most(pairs)).mapToObj(Integer::toString).toList();
      Meaning meaning = new Meaning(NAME + ":" + source, numbers, numbers, LICENCES);
      return new ListedDataset(new IdxPictures(meaning, pairs, request.portion().part()), request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens the labels of all the pairs in a folder. */
  static List<IdxPair> pairs(String name, Path folder) throws IOException {
    List<IdxPair> pairs = new ArrayList<>();
    IdxPair.find(folder, "train", Optional.of(Part.TRAINING)).ifPresent(pairs::add);
    IdxPair.find(folder, "t10k", Optional.of(Part.VALIDATION)).ifPresent(pairs::add);
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException(
          "data set %s:%s: has neither train-images-idx3-ubyte nor t10k-images-idx3-ubyte, with .gz or without"
              .formatted(name, folder));
    }
    return pairs.size() == 2
        ? pairs
        : List.of(new IdxPair(pairs.get(0).images(), pairs.get(0).labels(), Optional.empty()));
  }

  private static int most(List<IdxPair> pairs) {
    int most = 0;
    for (IdxPair pair : pairs) {
      for (byte label : pair.labels().bytes()) {
        most = Math.max(most, label & 255);
      }
    }
    return most;
  }
}

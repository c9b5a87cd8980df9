package corgi.engine.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The pictures of IDX files, all in memory as the bytes they are. Equal pictures are on the same
 * side of a split unless the files are one.
 */
final class IdxPictures implements PictureList {
  static final String HEAD = "class";

  private final Meaning meaning;
  private final List<Section> sections = new ArrayList<>();
  private final String hash;
  private int size;

  /**
   * What the numbers mean.
   *
   * @param title what the data set is called
   * @param classes the name of each label
   * @param captions of each label
   * @param licences of the pictures
   */
  record Meaning(String title, List<String> classes, List<String> captions, String licences) {}

  /** The pictures of a pair, the first of which has the number {@code first}. */
  private record Section(int first, IdxPair pair, IdxFile pictures) {}

  /**
   * Reads the pictures of one side, or of both.
   *
   * @throws IOException if a file is not what it should be, or a label means nothing
   */
  IdxPictures(Meaning meaning, List<IdxPair> pairs, Part part) throws IOException {
    this.meaning = meaning;
    List<byte[]> parts = new ArrayList<>();
    for (IdxPair pair : pairs) {
      check(pair);
      boolean wanted = part == Part.ALL || pair.side().isEmpty() || pair.side().get() == part;
      if (wanted) {
        Section section = new Section(size, pair, pair.pictures());
        sections.add(section);
        size += section.pictures().sizes()[0];
        parts.add(pair.labels().bytes());
        parts.add(section.pictures().bytes());
      }
    }
    hash = Digests.of(Digests.of(parts) + meaning);
  }

  private void check(IdxPair pair) throws IOException {
    for (byte label : pair.labels().bytes()) {
      if ((label & 255) >= meaning.classes().size()) {
        throw new IOException(
            "%s: one of its labels is %d; there are %d classes"
                .formatted(pair.images(), label & 255, meaning.classes().size()));
      }
    }
  }

  private Section section(int number) {
    int i = sections.size() - 1;
    while (sections.get(i).first() > number) {
      i--;
    }
    return sections.get(i);
  }

  private int label(int number) {
    Section section = section(number);
    return section.pair().labels().bytes()[number - section.first()] & 255;
  }

  @Override
  public String title() {
    return meaning.title();
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public int margin() {
    return 0; // these files draw in white on black
  }

  @Override
  public Map<String, List<String>> vocabulary() {
    return Map.of(HEAD, meaning.classes());
  }

  @Override
  public String identity(int number) {
    Section section = section(number);
    int[] sizes = section.pictures().sizes();
    int area = sizes[1] * sizes[2];
    CRC32 crc = new CRC32();
    crc.update(section.pictures().bytes(), (number - section.first()) * area, area);
    return Long.toHexString(crc.getValue());
  }

  @Override
  public Optional<Part> side(int number) {
    return section(number).pair().side();
  }

  @Override
  public Optional<Stored> stored(int number) {
    Section section = section(number);
    int[] sizes = section.pictures().sizes(); // (N, H, W)
    int area = sizes[1] * sizes[2];
    int at = number - section.first();
    String name = "%s[%d]".formatted(section.pair().images().getFileName(), at);
    return Optional.of(new Stored.InMemory(name, section.pictures().bytes(), at * area, area));
  }

  @Override
  public Decoded read(int number) {
    Section section = section(number);
    int[] sizes = section.pictures().sizes(); // (N, H, W)
    int from = (number - section.first()) * sizes[1] * sizes[2];
    return Decoded.ofGrey(section.pictures().bytes(), from, sizes[2], sizes[1]);
  }

  @Override
  public String caption(int number) {
    return meaning.captions().get(label(number));
  }

  @Override
  public Map<String, String> labels(int number) {
    return Map.of(HEAD, meaning.classes().get(label(number)));
  }

  @Override
  public String hash() {
    return hash;
  }

  @Override
  public String licences() {
    return meaning.licences();
  }
}

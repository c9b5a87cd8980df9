package corgi.engine.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A data set of pictures that are listed and read when they are asked for: one side of a split of
 * them, framed. The next picture with the same labels takes the place of one that cannot be read.
 */
public final class ListedDataset implements Dataset {
  private static final int VERSION = 1; // raise it when the same index gives another example

  private static final long SHUFFLE = 11;

  private final PictureList list;
  private final DatasetRequest request;
  private final Framer framer;
  private final int[] members; // numbers in the list
  private final Unreadable unreadable;

  /**
   * @param request of which the source and the columns are the list's business
   * @throws IllegalArgumentException if the request is for pairs held out, or nothing is left to
   *     learn from
   */
  public ListedDataset(PictureList list, DatasetRequest request) {
    this.list = list;
    this.request = request;
    if (request.split() != Split.ALL) {
      throw new IllegalArgumentException("data set %s: holds nothing out".formatted(list.title()));
    }
    Framing framing = request.framing();
    int channels = framing.channels() == 0 ? list.channels() : framing.channels();
    framer = new Framer(framing, request.resolution(), channels, list.margin());
    Portion portion = request.portion();
    members = members(list, portion);
    if (members.length == 0 && portion.part() != Part.VALIDATION) {
      throw new IllegalArgumentException(
          "data set %s: none of its %d pictures is left to learn from (validation share %s)"
              .formatted(list.title(), list.size(), portion.validation()));
    }
    unreadable = new Unreadable(list, members, request.files().mostUnreadable());
  }

  private static int[] members(PictureList list, Portion portion) {
    int[] inOrder =
        IntStream.range(0, list.size())
            .filter(
                i -> list.side(i).map(portion::has).orElseGet(() -> portion.has(list.identity(i))))
            .toArray();
    if (portion.part() != Part.VALIDATION || inOrder.length == 0) {
      return inOrder;
    }
    // Lists go class by class, but the first pictures of a validation side are to be a fair sample.
    Permutation shuffled = new Permutation(inOrder.length, SHUFFLE);
    return IntStream.range(0, inOrder.length).map(i -> inOrder[(int) shuffled.at(i)]).toArray();
  }

  @Override
  public String name() {
    String title = list.title();
    int colon = title.indexOf(':');
    return colon < 0 ? title : title.substring(0, colon);
  }

  @Override
  public long size() {
    return members.length;
  }

  @Override
  public boolean endless() {
    return false;
  }

  @Override
  public int channels() {
    return framer.channels();
  }

  @Override
  public int resolution() {
    return framer.side();
  }

  @Override
  public Map<String, List<String>> vocabulary() {
    return list.vocabulary();
  }

  @Override
  public Map<String, String> labels(long index) {
    return list.labels(members[member(index)]);
  }

  @Override
  public Example example(long index) {
    int member = member(index);
    boolean first = index < members.length;
    Unreadable.Read read = unreadable.readOrNext(member);
    int number = members[read.member()];
    return new Example(
        framer.frame(read.decoded(), index, first), list.caption(number), list.labels(number));
  }

  @Override
  public Optional<Original> original(long index) {
    int member = member(index);
    return unreadable.read(member).map(d -> new Original(d.width(), d.height(), d.channels()));
  }

  @Override
  public Optional<Stored> stored(long index) {
    return list.stored(members[member(index)]);
  }

  private int member(long index) {
    if (members.length == 0) {
      throw new IllegalArgumentException(
          "data set %s: has no examples on this side of its split".formatted(list.title()));
    }
    return (int) (View.checked(index) % members.length);
  }

  @Override
  public List<String> unreadable() {
    return Stream.concat(list.unreadable().stream(), unreadable.lines().stream()).toList();
  }

  @Override
  public String hash() {
    return Digests.of(
        "listed %d %d %s %s %s"
            .formatted(
                VERSION, request.resolution(), request.framing(), request.portion(), list.hash()));
  }

  @Override
  public String licences() {
    return list.licences();
  }
}

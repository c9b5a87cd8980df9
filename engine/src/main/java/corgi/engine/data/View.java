package corgi.engine.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A data set seen another way: everything is the inner one's unless it is overridden. */
abstract class View implements Dataset {
  final Dataset inner;
  private final String how;

  /**
   * @param how what is different, for the hash
   */
  View(Dataset inner, String how) {
    this.inner = inner;
    this.how = how;
  }

  /** Returns the index of the inner example that is shown for an index. */
  long inner(long index) {
    return index;
  }

  /** Returns an index that was checked not to be negative. */
  static long checked(long index) {
    if (index < 0) {
      throw new IllegalArgumentException("index " + index + ": must be at least 0");
    }
    return index;
  }

  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public long size() {
    return inner.size();
  }

  @Override
  public int channels() {
    return inner.channels();
  }

  @Override
  public int resolution() {
    return inner.resolution();
  }

  @Override
  public Map<String, List<String>> vocabulary() {
    return inner.vocabulary();
  }

  @Override
  public List<String> pointNames() {
    return inner.pointNames();
  }

  @Override
  public Example example(long index) {
    return inner.example(inner(checked(index)));
  }

  @Override
  public Map<String, String> labels(long index) {
    return inner.labels(inner(checked(index)));
  }

  @Override
  public Optional<Original> original(long index) {
    return inner.original(inner(checked(index)));
  }

  @Override
  public Optional<Stored> stored(long index) {
    return inner.stored(inner(checked(index)));
  }

  @Override
  public boolean endless() {
    return inner.endless();
  }

  @Override
  public List<String> unreadable() {
    return inner.unreadable();
  }

  @Override
  public String hash() {
    return Digests.of(how + "\n" + inner.hash());
  }

  @Override
  public String heldOut() {
    return inner.heldOut();
  }

  @Override
  public String licences() {
    return inner.licences();
  }
}

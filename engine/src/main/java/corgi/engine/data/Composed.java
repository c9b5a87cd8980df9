package corgi.engine.data;

/** What every data set can be asked for that composes its pictures and never ends. */
final class Composed {
  private Composed() {}

  /**
   * Returns the side of the split and the colours asked for.
   *
   * @throws IllegalArgumentException if the request frames what is composed to fit
   */
  static Dataset view(Dataset composed, DatasetRequest request) {
    Framing framing = request.framing();
    if (!framing.plain()) {
      throw new IllegalArgumentException(
          "data set %s: is composed to fit; resize, crop and flip do not apply"
              .formatted(composed.name()));
    }
    Portion portion = request.portion();
    Dataset part = portion.equals(Portion.ALL) ? composed : new EndlessPart(composed, portion);
    return framing.channels() == 1 && composed.channels() == 3 ? new Grey(part) : part;
  }
}

package corgi.engine.data;

/** A data set without its colours. */
final class Grey extends View {
  private static final int CHANNELS = 1;

  Grey(Dataset inner) {
    super(inner, "grey 1");
  }

  @Override
  public int channels() {
    return CHANNELS;
  }

  @Override
  public Example example(long index) {
    Example example = super.example(index);
    return example.with(Pictures.grey(example.picture()));
  }
}

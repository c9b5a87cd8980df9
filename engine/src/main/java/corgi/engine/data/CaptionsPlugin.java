package corgi.engine.data;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** {@code captions:DIR}: see {@link CaptionedPictures}. */
@AutoService(DatasetPlugin.class)
public final class CaptionsPlugin implements DatasetPlugin {
  private static final String NAME = "captions";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "captions:DIR, your own images with a metadata.jsonl or metadata.csv";
  }

  @Override
  public Dataset open(DatasetRequest request) {
    Path folder = Sources.folder(NAME, request);
    try {
      return new ListedDataset(
          new CaptionedPictures(folder, request.files().labelColumns()), request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

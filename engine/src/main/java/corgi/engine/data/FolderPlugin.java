package corgi.engine.data;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.UncheckedIOException;

/** {@code folder:DIR}: see {@link FolderPictures}. */
@AutoService(DatasetPlugin.class)
public final class FolderPlugin implements DatasetPlugin {
  private static final String NAME = "folder";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "folder:DIR, your own images, a sub-folder for each class";
  }

  @Override
  public Dataset open(DatasetRequest request) {
    try {
      return new ListedDataset(new FolderPictures(Sources.folder(NAME, request)), request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

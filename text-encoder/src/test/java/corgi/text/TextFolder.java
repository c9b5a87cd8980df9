package corgi.text;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A recorded folder of the class path, some of whose files are replaced or taken away. */
final class TextFolder implements TextFiles {
  private final String folder;
  private final Map<String, byte[]> changed = new HashMap<>();

  TextFolder(String folder) {
    this.folder = "/golden/" + folder + "/";
  }

  TextFolder with(String name, byte[] content) {
    changed.put(name, content);
    return this;
  }

  TextFolder with(String name, String content) {
    return with(name, content.getBytes(StandardCharsets.UTF_8));
  }

  TextFolder without(String name) {
    changed.put(name, null);
    return this;
  }

  @Override
  public InputStream open(String name) throws IOException {
    byte[] content = changed.get(name);
    InputStream in =
        content == null
            ? TextFolder.class.getResourceAsStream(folder + name)
            : new ByteArrayInputStream(content);
    if (in == null || (content == null && changed.containsKey(name))) {
      throw new FileNotFoundException(name + " is missing");
    }
    return in;
  }
}

package corgi.text;

import com.google.auto.service.AutoService;
import corgi.engine.model.StoredTextEncoderPlugin;
import corgi.engine.model.TextEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** Opens the CLIP text encoders of pipelines: see {@link ClipTextEncoder}. */
@AutoService(StoredTextEncoderPlugin.class)
public final class StoredClip implements StoredTextEncoderPlugin {
  @Override
  public Set<String> classes() {
    return Set.of("CLIPTextModel", "CLIPTextModelWithProjection");
  }

  @Override
  public TextEncoder open(Path encoder, Path tokenizer) throws IOException {
    return ClipTextEncoder.read(TextFiles.of(encoder), TextFiles.of(tokenizer));
  }

  @Override
  public String misfit(Path encoder) throws IOException {
    return ClipTextEncoder.misfit(TextFiles.of(encoder));
  }

  @Override
  public void checkTokenizer(Path tokenizer, Path encoder) throws IOException {
    ClipTextEncoder.check(TextFiles.of(encoder), TextFiles.of(tokenizer));
  }
}

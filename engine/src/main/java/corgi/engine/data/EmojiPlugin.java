package corgi.engine.data;

import com.google.auto.service.AutoService;
import java.util.Map;
import java.util.Optional;

/** Opens {@link Emoji} by name: {@code emoji}, or {@code emoji:KEY=VALUE,…}. */
@AutoService(DatasetPlugin.class)
public final class EmojiPlugin implements DatasetPlugin {
  @Override
  public String name() {
    return Emoji.DATASET;
  }

  @Override
  public String summary() {
    return "emoji[:styles=A+B,groups=A+B,backgrounds=A+B,share-alike=true], thousands of named icons";
  }

  @Override
  public Dataset open(DatasetRequest request) {
    if (request.split() != Split.ALL) {
      throw new IllegalArgumentException("data set emoji: holds no pairs out");
    }
    Framing framing = request.framing();
    if (framing.resize() != Framing.Resize.COVER || framing.crop() != Framing.Crop.CENTRE) {
      throw new IllegalArgumentException(
          "data set emoji: is drawn to fit; resize and crop do not apply");
    }
    Emoji emoji = new Emoji(request);
    return framing.channels() == 1 ? new Grey(emoji) : emoji;
  }

  @Override
  public Optional<Map<String, String>> labels(String prompt) {
    return EmojiCaptions.shared().parse(prompt);
  }
}

package corgi.engine.data;

import com.google.auto.service.AutoService;
import java.util.Map;
import java.util.Optional;

/** Opens {@link Portraits} by name. */
@AutoService(DatasetPlugin.class)
public final class PortraitsPlugin implements DatasetPlugin {
  @Override
  public String name() {
    return Portraits.NAME;
  }

  @Override
  public String summary() {
    return "emoji heads in seven drawing styles with glasses, masks and hats, captioned";
  }

  @Override
  public Dataset open(DatasetRequest request) {
    if (request.source() != null) {
      throw new IllegalArgumentException(
          "data set portraits:%s: is 'portraits' and nothing after it".formatted(request.source()));
    }
    var options = new Portraits.Options(request.resolution(), request.split());
    return Composed.view(new Portraits(options), request);
  }

  @Override
  public Optional<Map<String, String>> labels(String prompt) {
    return Captions.parse(prompt);
  }
}

package corgi.engine.condition;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import corgi.engine.model.CachedTextEncoder;
import corgi.engine.model.EncodedText;
import corgi.engine.model.TextEncoderPlugin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A caption, as the states of its tokens, which the network's attention reads. Rombach et al. 2022
 * (2112.10752), §3.3. The null condition is the encoding of a prompt, usually the empty one.
 *
 * @param encoder of captions, closed with this
 * @param nullPrompt whose encoding stands where nothing is said
 * @param dropped see {@link Condition#dropped}
 */
public record TextCondition(CachedTextEncoder encoder, String nullPrompt, double dropped)
    implements Condition {
  /** The name on the command line. */
  public static final String NAME = "text";

  private static final int REMEMBERED_MEGABYTES = 16;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<Port, Shape> ports() {
    return Map.of(
        Port.TOKENS, new Shape(encoder.length(), encoder.dimension()),
        Port.TOKEN_MASK, new Shape(encoder.length()));
  }

  @Override
  public List<Optional<Cue>> cues(List<Scene> scenes) {
    List<String> texts = scenes.stream().map(Scene::text).filter(text -> text != null).toList();
    var encoded = encoder.encoded(texts).iterator();
    List<Optional<Cue>> cues = new ArrayList<>();
    for (Scene scene : scenes) {
      cues.add(scene.text() == null ? Optional.empty() : Optional.of(cue(encoded.next())));
    }
    return cues;
  }

  /** Returns what a prompt says. */
  public Cue cue(EncodedText text) {
    return new Cue(Map.of(Port.TOKENS, text.tokens(), Port.TOKEN_MASK, text.mask()));
  }

  @Override
  public Cue none() {
    return cue(encoder.encoded(nullPrompt));
  }

  @Override
  public ObjectNode toJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", NAME)
        .put("encoder", encoder.name())
        .put("length", encoder.length())
        .put("nullCondition", nullPrompt)
        .put("dropped", dropped);
  }

  @Override
  public void close() {
    encoder.close();
  }

  /** {@code text}. */
  @AutoService(ConditionPlugin.class)
  public static final class Plugin implements ConditionPlugin {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "the caption, read by attention";
    }

    @Override
    public Condition create(ConditionSpec spec, Material material) throws IOException {
      spec.check(ConditionSpec.DROP);
      double drop = spec.share(ConditionSpec.DROP, material.drop());
      return new TextCondition(material.encoder().open(), "", drop);
    }

    @Override
    public Condition read(ObjectNode json) throws IOException {
      Stored stored = new Stored(json);
      int length = stored.whole("length", 1, 1 << 16);
      var encoder = TextEncoderPlugin.create(stored.text("encoder"), length);
      return new TextCondition(
          new CachedTextEncoder(encoder, REMEMBERED_MEGABYTES),
          stored.text("nullCondition"),
          stored.share("dropped"));
    }
  }
}

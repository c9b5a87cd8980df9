package corgi.engine.generation;

import ai.djl.ndarray.NDManager;
import corgi.engine.condition.Condition;
import corgi.engine.condition.Conditions;
import corgi.engine.condition.Conditions.Cues;
import corgi.engine.condition.LabelCondition;
import corgi.engine.condition.MaskCondition;
import corgi.engine.condition.PointsCondition;
import corgi.engine.condition.Scene;
import corgi.engine.condition.TextCondition;
import corgi.engine.data.Picture;
import corgi.engine.data.Point;
import corgi.engine.model.ClassNames;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a request says to a network that Corgi trained, condition by condition. The null side leaves
 * out what is asked for in words, the caption and the class; it keeps what is given, such as a mask
 * or points, and whatever has a γ of its own. If neither caption nor class is among the conditions,
 * the null side leaves out all.
 *
 * @param conditions of the network
 */
record ToldPrompting(Conditions conditions) implements Prompting {
  private static final Set<String> WORDS = Set.of(TextCondition.NAME, LabelCondition.NAME);

  @Override
  public Map<Side, Conditioning> conditions(NDManager manager, Request request) {
    Words words = request.words();
    Map<Side, Conditioning> sides = new HashMap<>();
    for (int i = 1; i < words.prompts().size(); i++) {
      sides.put(new Side(i), load(manager, cues(request, words.prompts().get(i))));
    }
    List<Cues> said = said(request);
    Set<String> own = own(request);
    boolean spoken = conditions.names().stream().anyMatch(WORDS::contains);
    List<Cues> empty =
        without(said, name -> !own.contains(name) && (!spoken || WORDS.contains(name)));
    List<Cues> none = negated(empty, words.negative());
    sides.put(Side.PROMPT, load(manager, said));
    sides.put(Side.EMPTY, load(manager, empty));
    sides.put(Side.NULL, load(manager, none));
    for (String name : own) {
      sides.put(Side.without(name), load(manager, without(none, name::equals)));
    }
    return sides;
  }

  @Override
  public void check(Request request) {
    negated(said(request), request.words().negative());
    own(request);
  }

  /** What the first prompt says, with all else that is given. */
  private List<Cues> said(Request request) {
    Words words = request.words();
    List<Cues> said = cues(request, words.prompts().isEmpty() ? null : words.prompt());
    checkSaid(said);
    return said;
  }

  /** The conditions that have a γ of their own. */
  private Set<String> own(Request request) {
    Set<String> own = request.steering().conditions();
    for (String name : own) {
      if (!conditions.names().contains(name)) {
        throw new IllegalArgumentException(
            "a γ for %s: this model is told %s"
                .formatted(
                    name,
                    conditions.all().isEmpty()
                        ? "nothing"
                        : "only " + String.join(", ", conditions.names())));
      }
    }
    return own;
  }

  private List<Cues> cues(Request request, String prompt) {
    Optional<TextCondition> text = text();
    if (request.words().skipped() > 0) {
      text.ifPresent(t -> t.encoder().skipping(request.words().skipped())); // refuses
    }
    return conditions.cues(List.of(scene(request, text.isPresent() ? prompt : null)));
  }

  private Scene scene(Request request, String text) {
    Givens givens = request.givens();
    Map<String, Point> points = new HashMap<>();
    givens.points().forEach(point -> points.put(point.name(), new Point(point.x(), point.y())));
    Picture picture = null;
    Picture mask = null;
    if (givens.mask() != null && mask().isPresent()) {
      int side = mask().get().resolution();
      PictureSize size = new PictureSize(side, side);
      picture = givens.init().fitted(mask().get().channels(), size);
      mask = new Picture(1, side, side, givens.mask().weights(size));
    }
    return new Scene(text, labels(request.words()), picture, mask, points);
  }

  private Map<String, String> labels(Words words) {
    Map<String, String> labels = new LinkedHashMap<>();
    label()
        .ifPresent(
            label ->
                index(label, words)
                    .ifPresent(i -> labels.put(label.head(), label.values().get(i))));
    return labels;
  }

  /** The class that is labelled, or else named in the prompt. */
  private Optional<Integer> index(LabelCondition label, Words words) {
    ClassNames names = new ClassNames(label.values());
    String said = words.labels().getOrDefault(label.head(), words.labels().get(""));
    if (said != null) {
      return Optional.of(names.find(said));
    }
    if (text().isPresent()) {
      return Optional.empty(); // the prompt is for the text
    }
    return Optional.of(new ClassLabels(names).find(new Words(words.prompts(), null)));
  }

  private void checkSaid(List<Cues> said) {
    boolean nothing = said.stream().allMatch(cues -> cues.rows().get(0).isEmpty());
    if (nothing && text().isPresent()) {
      throw new IllegalArgumentException(
          "no prompt, and this model draws what a prompt says: name one, such as \"a cat\"");
    }
  }

  private static List<Cues> without(List<Cues> said, Predicate<String> left) {
    List<Cues> rest = new ArrayList<>();
    for (Cues cues : said) {
      rest.add(left.test(cues.condition().name()) ? cues.without(row -> true) : cues);
    }
    return rest;
  }

  private List<Cues> negated(List<Cues> none, String negative) {
    if (negative == null) {
      return none;
    }
    if (text().isEmpty()) {
      throw new IllegalArgumentException(
          "negative prompt '%.60s': this model is told no text".formatted(negative));
    }
    List<Cues> negated = new ArrayList<>();
    for (Cues cues : none) {
      Condition condition = cues.condition();
      boolean text = condition.name().equals(TextCondition.NAME);
      negated.add(text ? new Cues(condition, condition.cues(List.of(Scene.of(negative)))) : cues);
    }
    return negated;
  }

  private Conditioning load(NDManager manager, List<Cues> said) {
    return conditions.told(said, 1).load(manager);
  }

  private Optional<TextCondition> text() {
    return conditions.named(TextCondition.NAME).map(TextCondition.class::cast);
  }

  private Optional<LabelCondition> label() {
    return conditions.named(LabelCondition.NAME).map(LabelCondition.class::cast);
  }

  private Optional<MaskCondition> mask() {
    return conditions.named(MaskCondition.NAME).map(MaskCondition.class::cast);
  }

  @Override
  public boolean readsMask() {
    return mask().isPresent();
  }

  @Override
  public boolean readsPoints() {
    return conditions.names().contains(PointsCondition.NAME);
  }

  @Override
  public boolean readsLabels() {
    return label().isPresent();
  }

  @Override
  public List<String> warnings(Request request) {
    if (text().isPresent()) {
      return new TextPrompting(text().get().encoder(), "", TextPrompting.Padding.MASKED)
          .warnings(request);
    }
    return label().isPresent() ? List.of() : new NoPrompting().warnings(request);
  }

  @Override
  public List<String> remarks(Request request) {
    return label()
        .flatMap(label -> index(label, request.words()).map(i -> describe(label, i)))
        .map(List::of)
        .orElse(List.of());
  }

  private static String describe(LabelCondition label, int index) {
    return "%s %d (%s)".formatted(label.head(), index, label.values().get(index));
  }

  @Override
  public void close() {
    conditions.close();
  }
}

package corgi.engine.generation;

import corgi.engine.data.Picture;
import corgi.engine.model.Steering;
import corgi.engine.plugin.Plugins;
import corgi.engine.plugin.Spec;
import corgi.engine.sampling.SamplerPlugin;
import corgi.engine.sampling.diffusers.SchedulerFactory;
import corgi.engine.sampling.diffusers.SchedulerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * What to draw, and how: a value that is changed by copying.
 *
 * <pre>{@code Request.of("a cat wearing sunglasses").gamma(10).seed(7)}</pre>
 *
 * <p>A picture depends on its seed and the rest of the request alone, not on the other seeds.
 *
 * @param words what is asked for
 * @param givens what is given besides, such as a picture to begin with
 * @param steering how it is followed
 * @param course the way from noise to picture
 * @param seeds one per picture
 */
public record Request(
    Words words, Givens givens, Steering steering, Course course, List<Long> seeds) {
  private static final int MOST_SEEDS = 100_000;

  /**
   * @throws IllegalArgumentException if there is no seed, or there are too many
   */
  public Request {
    seeds = List.copyOf(seeds);
    if (seeds.isEmpty() || seeds.size() > MOST_SEEDS) {
      throw new IllegalArgumentException(
          "%d seeds: a request has from 1 to %d".formatted(seeds.size(), MOST_SEEDS));
    }
  }

  /** A request that is given nothing but words. */
  public Request(Words words, Steering steering, Course course, List<Long> seeds) {
    this(words, Givens.NONE, steering, course, seeds);
  }

  /**
   * Returns a request for one picture with seed 0 and defaults elsewhere.
   *
   * @throws IllegalArgumentException if {@code prompt} is blank
   */
  public static Request of(String prompt) {
    if (prompt.isBlank()) {
      throw new IllegalArgumentException(
          "the prompt is empty: say what to draw, such as \"a cat wearing sunglasses\"");
    }
    Words words = new Words(List.of(prompt), null);
    return new Request(words, Defaults.steered(), Course.DEFAULT, List.of(0L));
  }

  /**
   * Returns a request for one picture of labels, for models that are told no text, such as {@code
   * Map.of("", "263")}; empty for a model that is told nothing.
   */
  public static Request ofLabels(Map<String, String> labels) {
    Words words = new Words(List.of(), null).labels(labels);
    return new Request(words, Defaults.steered(), Course.DEFAULT, List.of(0L));
  }

  /** Returns this with a text that takes the place of the null condition, or null for none. */
  public Request negative(String text) {
    return with(words.negative(text));
  }

  /**
   * Returns this with further prompts, for a strategy that combines several, such as {@code
   * "compose:gamma2=4"}.
   */
  public Request and(String... more) {
    List<String> prompts = new ArrayList<>(words.prompts());
    prompts.addAll(List.of(more));
    return with(words.prompts(prompts));
  }

  /** Returns this with what a classifier is to see, such as figure = cat. */
  public Request labels(Map<String, String> labels) {
    return with(words.labels(labels));
  }

  /**
   * Returns this with a text encoder that leaves out its last blocks for the prompts, where it can:
   * {@code clip_skip} in diffusers.
   */
  public Request skipping(int blocks) {
    return with(words.skipped(blocks));
  }

  /**
   * Returns this with another γ in ∇log p(x) + γ·∇log p(y|x), any finite number: 0 ignores the
   * prompt, 1 follows it as trained, more follows it harder, and less than 0 flees from it.
   */
  public Request gamma(double gamma) {
    return with(new Steering(steering.strategies(), gamma, steering.modifiers()));
  }

  /**
   * Returns this with strategies such as {@code "cfg"}, whose shifts add up, and without the
   * modifiers it had, which belonged to others.
   */
  public Request guidance(String... specs) {
    return with(new Steering(parse(specs), steering.gamma(), List.of()));
  }

  /** Returns this with wrappers around the strategies, the innermost first. */
  public Request modifiers(String... specs) {
    return with(new Steering(steering.strategies(), steering.gamma(), parse(specs)));
  }

  /** Returns this with a sampler such as {@code "ddim"}. */
  public Request sampler(String spec) {
    return with(course.sampler(Spec.parse(spec)));
  }

  /**
   * Returns this with a scheduler of diffusers such as {@code "EulerDiscreteScheduler"}, laid over
   * the model's own configuration.
   */
  public Request scheduler(String spec) {
    return with(course.scheduler(SchedulerSpec.parse(spec)));
  }

  /** Returns this with noise drawn by another. */
  public Request noise(NoiseSource noise) {
    return with(course.noise(noise));
  }

  /** Returns this for pictures of another size, where the model can draw any. */
  public Request size(int width, int height) {
    return with(course.size(new PictureSize(width, height)));
  }

  /** Returns this with a picture to begin with, instead of noise alone. */
  public Request init(Picture picture) {
    return with(givens.init(GivenPicture.of(picture)));
  }

  /** Returns this with how much of the picture it begins with is drawn anew, from 0 to 1. */
  public Request strength(double strength) {
    return with(givens.strength(strength));
  }

  /**
   * Returns this for drawing a part of the picture it begins with.
   *
   * @param picture white where it is drawn anew, black where it is kept
   */
  public Request mask(Picture picture) {
    return mask(Mask.of(picture));
  }

  /** Returns this for drawing a part of the picture it begins with. */
  public Request mask(Mask mask) {
    return with(givens.mask(mask));
  }

  /** Returns this with where things are to be, for models that were trained on points. */
  public Request points(NamedPoint... points) {
    return with(givens.points(List.of(points)));
  }

  /** Returns this with another number of steps, from 1 to what the model was trained on. */
  public Request steps(int steps) {
    return with(course.steps(steps));
  }

  /** Returns this for one picture. */
  public Request seed(long seed) {
    return new Request(words, givens, steering, course, List.of(seed));
  }

  /** Returns this for {@code count} pictures, whose seeds follow the first one. */
  public Request count(int count) {
    if (count < 1 || count > MOST_SEEDS) {
      throw new IllegalArgumentException(
          "count = %d: must be from 1 to %d".formatted(count, MOST_SEEDS));
    }
    long first = seeds.get(0);
    List<Long> following = LongStream.range(0, count).mapToObj(i -> first + i).toList();
    return new Request(words, givens, steering, course, following);
  }

  /**
   * Checks what can be checked without a model.
   *
   * @return this
   * @throws IllegalArgumentException if a strategy, modifier or sampler, or one of their settings,
   *     is unknown or out of range, there are more prompts than the strategies look at, or what is
   *     given does not belong together
   */
  public Request check() {
    steering.guidance();
    givens.check();
    steps(); // refuses a strength of less than one
    if (words.prompts().size() > steering.prompts()) {
      throw new IllegalArgumentException(
          "%d prompts, of which guidance %s looks at %d; 'compose' looks at several"
              .formatted(words.prompts().size(), steering.strategies(), steering.prompts()));
    }
    if (course.sampler() != null) {
      Plugins.create(SamplerPlugin.class, "sampler", course.sampler());
    }
    if (course.scheduler() != null) {
      SchedulerFactory.check(course.scheduler().className());
    }
    return this;
  }

  /** Returns how many steps the drawing of one picture makes, fewer if it begins with a picture. */
  public int steps() {
    return givens.made(course.steps());
  }

  private Request with(Words other) {
    return new Request(other, givens, steering, course, seeds);
  }

  /** Returns this with everything else that is given. */
  public Request with(Givens other) {
    return new Request(words, other, steering, course, seeds);
  }

  Request with(Steering other) {
    return new Request(words, givens, other, course, seeds);
  }

  Request with(Course other) {
    return new Request(words, givens, steering, other, seeds);
  }

  private static List<Spec> parse(String... specs) {
    return List.of(specs).stream().map(Spec::parse).toList();
  }
}

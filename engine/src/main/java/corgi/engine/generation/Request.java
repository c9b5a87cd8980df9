package corgi.engine.generation;

import corgi.engine.plugin.Spec;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What to draw, and how: a value that is changed by copying.
 *
 * <pre>{@code Request.of("a cat wearing sunglasses").gamma(10).seed(7)}</pre>
 *
 * <p>A picture depends on its seed and the rest of the request alone, not on the other seeds.
 *
 * @param words what is asked for
 * @param steering how it is followed
 * @param course the way from noise to picture
 * @param seeds one per picture
 */
public record Request(Words words, Steering steering, Course course, List<Long> seeds) {
  /**
   * @throws IllegalArgumentException if there is no seed
   */
  public Request {
    seeds = List.copyOf(seeds);
    if (seeds.isEmpty()) {
      throw new IllegalArgumentException("no seed: a request needs one per picture");
    }
  }

  /**
   * Returns a request for one picture with seed 0 and defaults elsewhere.
   *
   * @throws IllegalArgumentException if {@code prompt} is blank
   */
  public static Request of(String prompt) {
    return new Request(
        new Words(List.of(prompt), null),
        new Steering(Steering.DEFAULT_GAMMA, List.of(), List.of()),
        Course.DEFAULT,
        List.of(0L));
  }

  /** Returns this with a text that takes the place of the null condition, or null for none. */
  public Request negative(String text) {
    return new Request(new Words(words.prompts(), text), steering, course, seeds);
  }

  /** Returns this with another γ, any finite number. */
  public Request gamma(double gamma) {
    return with(new Steering(gamma, steering.guidance(), steering.modifiers()));
  }

  /** Returns this with strategies such as {@code "cfg"}; their shifts add up. */
  public Request guidance(String... specs) {
    return with(new Steering(steering.gamma(), parse(specs), steering.modifiers()));
  }

  /** Returns this with wrappers around the strategies, innermost first. */
  public Request modifiers(String... specs) {
    return with(new Steering(steering.gamma(), steering.guidance(), parse(specs)));
  }

  /** Returns this with a sampler such as {@code "ddim"}. */
  public Request sampler(String spec) {
    return with(new Course(Spec.parse(spec), course.steps()));
  }

  /** Returns this with another number of steps, from 1 to what the model was trained on. */
  public Request steps(int steps) {
    return with(new Course(course.sampler(), steps));
  }

  /** Returns this for one picture. */
  public Request seed(long seed) {
    return new Request(words, steering, course, List.of(seed));
  }

  /**
   * Returns this for {@code count} pictures, whose seeds follow the first one.
   *
   * @throws IllegalArgumentException if {@code count} is not from 1 to 100,000
   */
  public Request count(int count) {
    if (count < 1 || count > 100_000) {
      throw new IllegalArgumentException("count = " + count + ": must be from 1 to 100000");
    }
    long first = seeds.get(0);
    return new Request(
        words, steering, course, LongStream.range(0, count).mapToObj(i -> first + i).toList());
  }

  /** Returns this with the default strategies written out. */
  Request resolved() {
    return with(steering.resolved());
  }

  private Request with(Steering other) {
    return new Request(words, other, course, seeds);
  }

  private Request with(Course other) {
    return new Request(words, steering, other, seeds);
  }

  private static List<Spec> parse(String... specs) {
    return List.of(specs).stream().map(Spec::parse).toList();
  }
}

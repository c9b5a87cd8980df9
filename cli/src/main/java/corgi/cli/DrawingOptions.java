package corgi.cli;

import corgi.engine.generation.Course;
import corgi.engine.generation.Defaults;
import corgi.engine.generation.Request;
import corgi.engine.generation.Words;
import java.util.List;

/**
 * How pictures are drawn.
 *
 * @param steering how the prompt is followed
 * @param course the way from noise to picture
 * @param setup what draws
 */
record DrawingOptions(SteeringOptions steering, CourseOptions course, SetupOptions setup) {
  /** Returns a request for one picture of a prompt, checked. */
  Request request(String prompt, double gamma, Defaults defaults, long seed) {
    return request(steering.words(prompt), gamma, defaults, seed);
  }

  private Request request(Words words, double gamma, Defaults defaults, long seed) {
    Course preset = defaults.course();
    var steered = steering.at(gamma, defaults);
    return new Request(words, steered, course.course(preset), List.of(seed)).check();
  }
}

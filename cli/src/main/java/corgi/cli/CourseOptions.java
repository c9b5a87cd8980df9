package corgi.cli;

import corgi.engine.generation.Course;
import corgi.engine.generation.NoiseSource;
import corgi.engine.generation.PictureSize;
import corgi.engine.plugin.Spec;
import corgi.engine.sampling.diffusers.SchedulerSpec;
import picocli.CommandLine.Option;

/** The way from noise to picture. */
final class CourseOptions {
  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "How many steps from noise to picture (default: 30).")
  private Integer steps;

  @Option(
      names = "--sampler",
      paramLabel = "NAME[:KEY=VALUE,…]",
      description =
          "The numerical method (default: ddim, or what the model's own scheduler says); see"
              + " 'corgi samplers'.")
  private String sampler;

  @Option(
      names = "--scheduler",
      paramLabel = "CLASS[:KEY=VALUE,…]",
      description =
          "A scheduler of diffusers in place of a sampler, such as EulerDiscreteScheduler, laid over"
              + " the model's own configuration.")
  private String scheduler;

  @Option(
      names = "--noise",
      paramLabel = "corgi|torch",
      description =
          "Who draws the noise of a seed: torch repeats PyTorch's CPU generator, and so diffusers'"
              + " pictures (default: corgi).")
  private NoiseSource noise = NoiseSource.CORGI;

  @Option(
      names = "--size",
      paramLabel = "N|WxH",
      description = "Pixels of a picture, where the model can draw any (default: as trained).")
  private String size;

  /** Returns the course asked for; what was not said is the model's. */
  Course course(Course preset) {
    Course course = preset;
    if (sampler != null) {
      course = course.sampler(Spec.parse(sampler));
    }
    if (scheduler != null) {
      if (sampler != null) {
        throw new IllegalArgumentException("--sampler and --scheduler: name one of the two");
      }
      course = course.scheduler(SchedulerSpec.parse(scheduler));
    }
    return course
        .steps(steps == null ? course.steps() : steps)
        .noise(noise)
        .size(size == null ? null : PictureSize.parse(size));
  }
}

package corgi.engine.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.sampling.diffusers.SchedulerFactory;
import corgi.engine.schedule.ScheduleConfig;
import java.io.IOException;
import java.nio.file.Path;

/** The {@code scheduler_config.json} of a pipeline. */
public final class SchedulerFile {
  private SchedulerFile() {}

  /** Returns the file in the folder of a scheduler. */
  public static Path in(Path folder) {
    return folder.resolve("scheduler_config.json");
  }

  /**
   * Reads the configuration that diffusers would run.
   *
   * @param part the scheduler as the index names it, whose class holds if the two differ
   * @throws CheckpointException if the file is missing or damaged, or says what is not known
   */
  public static ScheduleConfig read(PipelineIndex.Part part) throws IOException {
    Path file = in(part.path());
    ScheduleConfig own = read(file);
    return own.className().equals(part.className())
        ? own
        : checked(file, own.with("_class_name", part.className()));
  }

  /**
   * Reads a configuration.
   *
   * @throws CheckpointException if the file is missing or damaged, or says what is not known
   */
  public static ScheduleConfig read(Path file) throws IOException {
    ObjectNode json = CheckpointJson.read(file);
    return checked(file, ScheduleConfig.of(json));
  }

  private static ScheduleConfig checked(Path file, ScheduleConfig config)
      throws CheckpointException {
    try {
      SchedulerFactory.clipping(config); // refuses what is none
      return config;
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(file.toString(), e.getMessage(), e);
    }
  }
}

package corgi.engine.generation;

import corgi.engine.checkpoint.Checkpoint;
import corgi.engine.checkpoint.Provenance;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.unet.UNetConfig;

/**
 * What two networks must share to help one another.
 *
 * @param size of the square states they were trained on
 * @param channels of a state
 * @param scheduler the noise, and what a network puts out
 * @param text whatever says how prompts reach a network
 */
record Kin(int size, int channels, ScheduleConfig scheduler, String text) {
  /** Of a model that Corgi trained. */
  static Kin of(Checkpoint checkpoint) {
    UNetConfig.Ends ends = checkpoint.unet().ends();
    Provenance.Text said = checkpoint.provenance().text();
    return new Kin(
        ends.sampleSize(),
        ends.inChannels(),
        ScheduleConfig.of(checkpoint.scheduler()),
        "%s %d '%s'".formatted(said.encoder(), said.length(), said.nullCondition()));
  }
}

package corgi.engine.generation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.Checkpoint;
import corgi.engine.condition.Conditions;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.unet.UNetConfig;
import java.io.IOException;
import java.util.List;

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
  static Kin of(Checkpoint checkpoint) throws IOException {
    UNetConfig.Ends ends = checkpoint.unet().ends();
    List<ObjectNode> told = checkpoint.provenance().told();
    return new Kin(
        ends.sampleSize(),
        ends.inChannels() - Conditions.read(checkpoint.provenance().conditions()).channels(),
        ScheduleConfig.of(checkpoint.scheduler()),
        told.stream()
            .map(json -> json.deepCopy().without("dropped").toString())
            .toList()
            .toString());
  }
}

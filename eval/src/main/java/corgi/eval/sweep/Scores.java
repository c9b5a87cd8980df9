package corgi.eval.sweep;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.engine.checkpoint.Sha256;
import corgi.engine.checkpoint.SmallFile;
import corgi.eval.Costs;
import corgi.eval.Measurement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Measures groups, and remembers what was measured: {@code scores/HASH.json}. */
final class Scores {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final Set<String> COSTS = new Costs().answers();

  private final SweepFolder folder;
  private final Scorer scorer;

  Scores(SweepFolder folder, Scorer scorer) {
    this.folder = folder;
    this.scorer = scorer;
  }

  /**
   * Returns the measurements of a group; none if pictures are missing. What pictures cost is left
   * out: a sweep keeps that itself, and has the seconds, too, which its pictures do not say.
   */
  List<Measurement> of(Group group) throws IOException {
    return measured(group).stream().filter(one -> !COSTS.contains(one.shortName())).toList();
  }

  private List<Measurement> measured(Group group) throws IOException {
    Path file = file(group);
    if (Files.exists(file)) {
      return MAPPER.readValue(SmallFile.read(file), new TypeReference<List<Measurement>>() {});
    }
    List<Path> pictures = group.pictures(folder);
    if (pictures.isEmpty() || scorer.id().isEmpty()) {
      return List.of();
    }
    List<Measurement> measured = scorer.score(pictures);
    Files.createDirectories(file.getParent());
    folder.write(
        folder.file("").relativize(file).toString(),
        MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(measured));
    return measured;
  }

  private Path file(Group group) {
    StringBuilder content = new StringBuilder(scorer.id());
    for (Job job : group.jobs()) {
      content.append('\n').append(job.address()).append(job.recipe().request().seeds());
    }
    String hash = Sha256.of(content.toString().getBytes(StandardCharsets.UTF_8));
    return folder.file("scores").resolve(hash.substring(hash.indexOf(':') + 1, 23) + ".json");
  }
}

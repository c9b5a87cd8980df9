package corgi.engine.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One {@code manifest.json}: the cases and the files they use.
 *
 * @param source where its files are
 * @param json its content
 */
record GoldenManifest(GoldenSource source, JsonNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads every manifest there is. */
  static List<GoldenManifest> all() {
    try {
      List<GoldenManifest> manifests = new ArrayList<>();
      for (GoldenSource source : GoldenSource.all()) {
        try (InputStream in = source.open("manifest.json")) {
          manifests.add(new GoldenManifest(source, JSON.readTree(in)));
        }
      }
      return manifests;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns every case of a kind, of all manifests. */
  static Stream<GoldenCase> cases(String kind) {
    return all().stream().flatMap(GoldenManifest::cases).filter(c -> c.kind().equals(kind));
  }

  /** Returns the cases. */
  Stream<GoldenCase> cases() {
    List<GoldenCase> cases = new ArrayList<>();
    json.path("cases").forEach(node -> cases.add(new GoldenCase(this, node, null)));
    return cases.stream();
  }

  /** Returns the SHA-256 of each file by its path. */
  Map<String, String> hashes() {
    Map<String, String> hashes = new TreeMap<>();
    json.path("files")
        .properties()
        .forEach(file -> hashes.put(file.getKey(), file.getValue().path("sha256").asText()));
    return hashes;
  }
}

package corgi.eval.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.generation.Recipe;
import corgi.engine.generation.Request;
import corgi.engine.generation.Setup;
import corgi.eval.Measurement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoresTest {
  @TempDir Path temporary;
  private SweepFolder folder;
  private final List<List<Path>> asked = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    folder = SweepFolder.open(temporary);
    folder.claim(List.of("aa", "bb"), "{}");
  }

  @AfterEach
  void close() throws IOException {
    folder.close();
  }

  private record Counting(String id, List<List<Path>> asked) implements Scorer {
    @Override
    public List<Measurement> score(List<Path> pictures) {
      asked.add(pictures);
      return List.of(new Measurement("count", asked.size(), 0, 9, pictures.size(), "nothing"));
    }

    @Override
    public String command(List<String> pictures) {
      return Shell.line(pictures);
    }

    @Override
    public void close() {}
  }

  private Scores scores(String id) {
    return new Scores(folder, new Counting(id, asked));
  }

  private static Job job(String prompt, String address, int seeds) {
    Request request = Request.of(prompt).count(seeds);
    Recipe recipe =
        new Recipe(request, Setup.DEFAULT, new Recipe.Hashes("sha256:1", null, null), "1.0");
    Map<String, String> values = Map.of("prompt", prompt, "gamma", "4");
    return new Job(
        new Cell(values, List.of(), new Asked(Setup.DEFAULT, request)), recipe, address, 1);
  }

  private void draw(String address, long... seeds) throws IOException {
    for (long seed : seeds) {
      folder.save(address, seed, new byte[] {1});
    }
  }

  @Test
  void promptsAreMeasuredTogetherAndOnceOnly() throws IOException {
    draw("aa", 0, 1);
    draw("bb", 0, 1);
    List<Group> groups = Group.of(List.of(job("a cat", "aa", 2), job("a dog", "bb", 2)));
    assertThat(groups).hasSize(1);
    assertThat(groups.get(0).values()).isEqualTo(Map.of("gamma", "4"));

    List<Measurement> first = scores("x").of(groups.get(0));
    List<Measurement> again = scores("x").of(groups.get(0));

    assertThat(again).isEqualTo(first);
    assertThat(asked).hasSize(1);
    assertThat(asked.get(0)).hasSize(4);
    scores("y").of(groups.get(0));
    assertThat(asked).as("another way to measure").hasSize(2);
    draw("aa", 2);
    draw("bb", 2);
    scores("x").of(Group.of(List.of(job("a cat", "aa", 3), job("a dog", "bb", 3))).get(0));
    assertThat(asked).as("more pictures").hasSize(3);
  }

  @Test
  void nothingIsMeasuredWhilePicturesAreMissing() throws IOException {
    draw("aa", 0);
    Group group = Group.of(List.of(job("a cat", "aa", 2))).get(0);
    assertThat(scores("x").of(group)).isEmpty();
    assertThat(new Scores(folder, Scorer.NONE).of(group)).isEmpty();
    assertThat(asked).isEmpty();
  }

  @Test
  void picturesOfAWiderSweepAreNamedOneByOne() throws IOException {
    draw("aa", 0, 1);
    Group both = Group.of(List.of(job("a cat", "aa", 2))).get(0);
    assertThat(both.words(folder)).containsExactly(folder.pictures("aa").toString());
    Group first = Group.of(List.of(job("a cat", "aa", 1))).get(0);
    assertThat(first.words(folder)).containsExactly(folder.picture("aa", 0).toString());
  }
}

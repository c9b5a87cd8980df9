package corgi.engine.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import corgi.engine.sampling.CancelledException;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With plain conditional sampling, since strategies live in another module. */
class CorgiTest {
  @TempDir static Path folder;
  private static Corgi corgi;

  private static final Request CAT =
      Request.of("a cat").guidance("plain").steps(6).sampler("ddim:eta=1").seed(7);

  @BeforeAll
  static void load() throws IOException {
    corgi = Corgi.load(TinyModel.write(folder.resolve("model")).toString());
  }

  @AfterAll
  static void close() {
    corgi.close();
  }

  private static float[] values(Drawing drawing) {
    return drawing.picture().values();
  }

  @Test
  void drawsAPictureOfTheModelsSizeInRange() {
    Drawing drawing = corgi.generate(CAT).first();

    assertThat(drawing.picture().height()).isEqualTo(16);
    assertThat(drawing.picture().width()).isEqualTo(16);
    assertThat(values(drawing)).hasSize(3 * 16 * 16);
    for (float value : values(drawing)) {
      assertThat(value).isBetween(-1f, 1f);
    }
  }

  @Test
  void aPictureDependsOnItsSeedAloneAndNotOnTheOthers() {
    float[] alone = values(corgi.generate(CAT).first());
    List<Drawing> three = corgi.generate(CAT.seed(6).count(3)).drawings();

    assertThat(three).extracting(Drawing::seed).containsExactly(6L, 7L, 8L);
    assertThat(values(three.get(1))).containsExactly(alone);
    assertThat(values(three.get(0))).isNotEqualTo(alone);
  }

  @Test
  void anOrderIsCheckedWhenItIsMadeAndDrawsAsOftenAsItIsAsked() {
    Order order = corgi.order(List.of(CAT));
    float[] usual = values(corgi.generate(CAT).first());
    for (int i = 0; i < 2; i++) {
      assertThat(values(order.draw(Progress.NONE).get(0).first())).containsExactly(usual);
    }
    assertThatThrownBy(() -> corgi.order(List.of(CAT, CAT.sampler("dimm"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown sampler 'dimm'");
  }

  @Test
  void theThreadsOfTheCallerDoNotMatter() {
    float[] usual = values(corgi.generate(CAT).first());
    int before = Tensors.threads();
    try {
      for (int threads : new int[] {1, 2, 3}) {
        Tensors.threads(threads);
        assertThat(values(corgi.generate(CAT).first())).containsExactly(usual);
      }
    } finally {
      Tensors.threads(before);
    }
  }

  @Test
  void severalRequestsAreDrawnInTheirOrder() {
    Request dog = Request.of("a dog").guidance("plain").steps(2).seed(7);
    Map<Integer, Long> places = new ConcurrentHashMap<>();
    Progress watching =
        new Progress() {
          @Override
          public void drawn(int index, Drawing drawing) {
            places.put(index, drawing.seed());
          }
        };

    List<Generation> made = corgi.generate(List.of(CAT.count(2), dog), watching);

    assertThat(made).hasSize(2);
    assertThat(made.get(0).drawings()).extracting(Drawing::seed).containsExactly(7L, 8L);
    assertThat(values(made.get(0).first())).containsExactly(values(corgi.generate(CAT).first()));
    assertThat(values(made.get(1).first())).containsExactly(values(corgi.generate(dog).first()));
    assertThat(places).containsExactlyInAnyOrderEntriesOf(Map.of(0, 7L, 1, 8L, 2, 7L));
  }

  @Test
  void thePromptAndTheNegativePromptMatter() {
    float[] cat = values(corgi.generate(CAT).first());
    Request dog =
        new Request(Request.of("a dog").words(), CAT.steering(), CAT.course(), CAT.seeds());

    assertThat(values(corgi.generate(dog).first())).isNotEqualTo(cat);
    Request unconditional = CAT.guidance("unconditional");
    assertThat(values(corgi.generate(unconditional.negative("a dog")).first()))
        .isNotEqualTo(values(corgi.generate(unconditional).first()));
  }

  @Test
  void thePngCarriesTheRecipeAndTheCost() throws IOException {
    Drawing drawing = corgi.generate(CAT).first();
    Path file = folder.resolve("cat.png");

    drawing.save(file);

    Map<String, String> texts = PngTest.texts(Files.readAllBytes(file));
    assertThat(texts)
        .containsOnlyKeys(Drawing.KEYWORD, Drawing.COST)
        .containsEntry(Drawing.COST, "{\"evaluations\":6}"); // one for each step
    Recipe recipe = Recipe.fromJson(texts.get(Drawing.KEYWORD));
    assertThat(recipe).isEqualTo(drawing.recipe());
    assertThat(recipe.setup().device()).isEqualTo(Setup.Processor.CPU);
    assertThat(recipe.weights().model()).startsWith("sha256:");
    assertThat(recipe.version()).isEqualTo(Corgi.version()).doesNotContain("$");
    assertThat(values(corgi.generate(recipe.request()).first())).containsExactly(values(drawing));
  }

  @Test
  void progressCountsEveryStepAndMayCancel() {
    List<Long> steps = Collections.synchronizedList(new ArrayList<>());
    List<Long> drawn = new ArrayList<>();
    Progress watching =
        new Progress() {
          @Override
          public void stepped(long done, long total) {
            assertThat(total).isEqualTo(12);
            steps.add(done);
          }

          @Override
          public void drawn(int index, Drawing drawing) {
            drawn.add(drawing.seed());
          }

          @Override
          public boolean cancelled() {
            return steps.size() >= 8;
          }
        };

    assertThatThrownBy(() -> corgi.generate(CAT.count(2), watching))
        .isInstanceOf(CancelledException.class);
    assertThat(steps).startsWith(1L, 2L, 3L).hasSizeBetween(8, 9); // others may be in a step
    assertThat(drawn).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void warnsOfWordsCutOffAndOfNegativeGamma() {
    Request odd =
        new Request(
            Request.of("one two three four five six seven eight").words(),
            CAT.gamma(-1).steering(),
            CAT.course(),
            CAT.seeds());

    assertThat(corgi.warnings(odd))
        .hasSize(2)
        .anyMatch(w -> w.contains("gamma = -1.0"))
        .anyMatch(w -> w.contains("9 tokens") && w.contains("reads 8"));
    assertThat(corgi.generate(odd).warnings()).isEqualTo(corgi.warnings(odd));
    assertThat(corgi.warnings(CAT)).isEmpty();
  }

  @Test
  void refusesWhatTheModelCannot() {
    assertThatThrownBy(() -> corgi.generate(CAT.steps(TinyModel.STEPS + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("steps = 51")
        .hasMessageContaining("50");
    assertThatThrownBy(() -> corgi.generate(CAT.sampler("dimm")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown sampler 'dimm'")
        .hasMessageContaining("ddim");
    assertThatThrownBy(() -> corgi.generate(CAT.guidance("cgf")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown guidance 'cgf'");
  }

  @Test
  void refusesAModelThatIsNotThere() {
    assertThatThrownBy(() -> Corgi.load("no/such/model"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'no/such/model'")
        .hasMessageContaining("neither a folder nor an embedded model");
  }
}

package corgi.engine.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import corgi.engine.data.Picture;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that draws pixels begins with a picture, or keeps a part of one. */
class ImageToImageTest {
  private static final int SIDE = 16;

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

  private static Picture slope() {
    float[] values = new float[3 * SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i % SIDE * 16 + i / SIDE % SIDE) / 127.5f - 1;
    }
    return new Picture(3, SIDE, SIDE, values);
  }

  /** White in the upper half. */
  private static Picture upper() {
    float[] values = new float[SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = i < values.length / 2 ? 1 : -1;
    }
    return new Picture(1, SIDE, SIDE, values);
  }

  private static float[] values(Request request) {
    return corgi.generate(request).first().picture().values();
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum / a.length;
  }

  @Test
  void strengthZeroGivesThePictureBackAndMoreGoesFurther() {
    Request from = CAT.init(slope());

    assertThat(values(from.strength(0))).containsExactly(slope().values());
    double little = distance(values(from.strength(0.2)), slope().values());
    double much = distance(values(from.strength(1)), slope().values());
    assertThat(little).isBetween(0.001, much);
  }

  @Test
  void whatTheMaskKeepsIsThePictureToTheLastBit() {
    for (int rounds : new int[] {1, 3}) {
      for (String sampler : List.of("ddim", "ddpm", "heun")) {
        Request masked =
            CAT.init(slope()).mask(Mask.of(upper()).rounds(rounds)).sampler(sampler).steps(4);
        float[] drawn = values(masked);
        float[] given = slope().values();
        int changed = 0;
        for (int i = 0; i < drawn.length; i++) {
          if (i % (SIDE * SIDE) >= SIDE * SIDE / 2) {
            assertThat(drawn[i]).isEqualTo(given[i]);
          } else {
            changed += drawn[i] == given[i] ? 0 : 1;
          }
        }
        assertThat(changed).isGreaterThan(drawn.length / 3);
      }
    }
  }

  @Test
  void aPictureDependsOnNeitherTheOthersNorTheThreads() {
    Request one = CAT.init(slope()).strength(0.7).mask(Mask.of(upper()).rounds(2));
    float[] alone = values(one);

    List<Drawing> three = corgi.generate(one.seed(6).count(3)).drawings();
    assertThat(three.get(1).picture().values()).containsExactly(alone);
    assertThat(three.get(2).picture().values()).isNotEqualTo(alone);
    int before = Tensors.threads();
    try {
      Tensors.threads(3);
      assertThat(values(one)).containsExactly(alone);
    } finally {
      Tensors.threads(before);
    }
  }

  @Test
  void theRecipeSaysWhatItCameFrom() {
    Drawing drawing = corgi.generate(CAT.init(slope()).mask(upper())).first();
    Givens said = Recipe.fromJson(drawing.recipe().toJson()).request().givens();

    assertThat(said).isEqualTo(drawing.recipe().request().givens());
    assertThat(said.init()).isEqualTo(GivenPicture.of(slope()));
    assertThat(said.strength()).isEqualTo(1);
    assertThat(said.mask().picture().size()).isEqualTo(new PictureSize(SIDE, SIDE));
    Request again = drawing.recipe().request().with(said);
    assertThatThrownBy(() -> corgi.generate(again))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give it again");
    assertThat(values(again.init(slope()).mask(upper())))
        .containsExactly(drawing.picture().values());
  }

  @Test
  void progressCountsTheStepsThatAreMade() {
    long[] counted = new long[2];
    Progress watching =
        new Progress() {
          @Override
          public void stepped(long done, long total) {
            counted[0] = done;
            counted[1] = total;
          }
        };
    corgi.generate(CAT.init(slope()).strength(0.5).mask(Mask.of(upper()).rounds(4)), watching);

    assertThat(counted).containsExactly(3, 3);
  }

  @Test
  void pointsAreRefusedByAModelThatKnowsNone() {
    assertThatThrownBy(() -> corgi.generate(CAT.points(new NamedPoint("nose", 0.5, 0.5))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("point 'nose': this model was not trained on points");
  }

  @Test
  void manyRoundsAreRefusedBySamplersThatRemember() {
    Request often = CAT.init(slope()).mask(Mask.of(upper()).rounds(2)).sampler("dpm++2m");
    assertThatThrownBy(() -> corgi.generate(often))
        .hasMessageContaining("steps that are made several times need a sampler");
  }
}

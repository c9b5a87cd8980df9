package corgi.engine.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import corgi.engine.data.Picture;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Side;
import corgi.engine.sampling.Listener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that is told the mask draws around the kept part itself. */
class ToldMaskTest {
  private static final int AREA = 16 * 16;

  @TempDir static Path folder;
  private static LoadedModel loaded;
  private static Model told;

  private static final Request CAT =
      Request.of("a cat").guidance("plain").sampler("ddim").steps(4).init(all(0.5f));

  /** Says that the network reads masks, though this one does not. */
  private record Reading(Prompting inside) implements Prompting {
    @Override
    public Map<Side, Conditioning> conditions(NDManager manager, Request request) {
      return inside.conditions(manager, request);
    }

    @Override
    public boolean readsMask() {
      return true;
    }
  }

  @BeforeAll
  static void load() throws IOException {
    loaded = LoadedModel.load(Setup.of(TinyModel.write(folder.resolve("model")).toString()));
    Model model = loaded.model();
    told =
        new Model(
            model.network(),
            model.habits(),
            new Reading(model.prompting()),
            model.frame(),
            model.device(),
            model.companions(),
            model.defaults());
  }

  @AfterAll
  static void close() {
    loaded.close();
  }

  private static Picture all(float value) {
    float[] values = new float[AREA];
    Arrays.fill(values, value);
    return new Picture(1, 16, 16, values);
  }

  private static Mask half() {
    float[] values = new float[AREA];
    Arrays.fill(values, 0, AREA / 2, -1);
    Arrays.fill(values, AREA / 2, AREA, 1);
    return Mask.of(new Picture(1, 16, 16, values));
  }

  private static float[] paint(Model model, Request request) {
    return new Painter(model, request).paint(7, Listener.NONE).values();
  }

  @Test
  void theRunGoesAsWithoutAMask() {
    Request plain = CAT.with(Givens.NONE);
    Mask mask = half().kept(Mask.Kept.DECODED);

    assertThat(paint(told, CAT.mask(mask))).containsExactly(paint(told, plain));
    assertThat(paint(loaded.model(), CAT.mask(mask))).isNotEqualTo(paint(told, plain));
  }

  @Test
  void theKeptPartIsPastedAllTheSame() {
    float[] drawn = paint(told, CAT.mask(half()));
    float[] plain = paint(told, CAT.with(Givens.NONE));
    float level = Math.round(1.5f * 127.5f) / 127.5f - 1;

    assertThat(Arrays.copyOf(drawn, AREA / 2)).containsOnly(level);
    assertThat(Arrays.copyOfRange(drawn, AREA / 2, AREA))
        .containsExactly(Arrays.copyOfRange(plain, AREA / 2, AREA));
  }

  @Test
  void moreRoundsAreRefused() {
    assertThatThrownBy(() -> new Painter(told, CAT.mask(half().rounds(3))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("resample = 3: this model is told the mask itself");
  }
}

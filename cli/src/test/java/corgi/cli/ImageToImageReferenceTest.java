package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.engine.golden.GoldenTests;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures that diffusers 0.39 saved for the recorded pipeline with {@code
 * StableDiffusionImg2ImgPipeline} and {@code StableDiffusionInpaintPipeline} and {@code
 * generator=torch.Generator().manual_seed(7)}: image-to-image with every scheduler, and masked
 * sampling.
 *
 * <p>DDIM, which clips latents there, may differ by more at full strength: weights changed by one
 * part in 10⁷ move the reference's own picture by 3. PNDM and LMS are compared at full strength
 * only. Where they begin in the middle, the reference counts as if there had been steps before: its
 * PNDM tells the network the next step's time from the third evaluation on, its LMS weights
 * estimates that it has not made.
 */
class ImageToImageReferenceTest {
  private static final String FOLDER = "image-to-image/";

  @TempDir static Path folder;

  @BeforeAll
  static void copy() throws IOException {
    GoldenTests.shipped("diffusers_folder").findFirst().orElseThrow().extract(folder.resolve("sd"));
    for (String name : List.of("init.png", "mask.png")) {
      Files.write(folder.resolve(name), resource(name));
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = ImageToImageReferenceTest.class.getResourceAsStream(FOLDER + name)) {
      return in.readAllBytes();
    }
  }

  @TestFactory
  Stream<DynamicTest> aSeedGivesTheSamePictureAsInDiffusers() throws IOException {
    JsonNode cases = new ObjectMapper().readTree(resource("cases.json"));
    return StreamSupport.stream(cases.spliterator(), false)
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.path("file").asText(),
                    () ->
                        assertThat(farthest(picture(one), resource(one.path("file").asText())))
                            .isLessThanOrEqualTo(one.path("most").asInt())));
  }

  private static byte[] picture(JsonNode one) {
    List<String> args = new ArrayList<>(List.of("gen", "a photo of a red cat"));
    args.addAll(List.of("--model", folder.resolve("sd").toString(), "--size", "32"));
    args.addAll(List.of("--init", folder.resolve("init.png").toString(), "--seed", "7"));
    args.addAll(List.of("--strength", one.path("strength").asText(), "-o", "-", "--no-metadata"));
    args.addAll(
        List.of("--noise", "torch", "--gamma", "7.5", "--steps", one.path("steps").asText()));
    args.addAll(List.of("--scheduler", one.path("scheduler").asText()));
    if (one.path("mask").asBoolean()) {
      args.addAll(List.of("--mask", folder.resolve("mask.png").toString(), "--no-paste"));
    }
    Run run = Run.of(args.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    return run.out();
  }

  /** Returns the largest difference of two files' pixels, of 255. */
  private static int farthest(byte[] ours, byte[] theirs) throws IOException {
    BufferedImage a = ImageIO.read(new ByteArrayInputStream(ours));
    BufferedImage b = ImageIO.read(new ByteArrayInputStream(theirs));
    int most = 0;
    for (int y = 0; y < b.getHeight(); y++) {
      for (int x = 0; x < b.getWidth(); x++) {
        for (int band = 0; band < 3; band++) {
          int difference =
              a.getRaster().getSample(x, y, band) - b.getRaster().getSample(x, y, band);
          most = Math.max(most, Math.abs(difference));
        }
      }
    }
    return most;
  }
}

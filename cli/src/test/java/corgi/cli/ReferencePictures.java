package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.junit.jupiter.api.DynamicTest;

/**
 * Pictures that diffusers saved of one prompt, picture and mask with seed 7: a folder of resources
 * in which {@code cases.json} says of each how it was made, and how far from it, of 255, a pixel of
 * ours may be.
 */
record ReferencePictures(String folder) {
  byte[] resource(String name) throws IOException {
    try (InputStream in = ReferencePictures.class.getResourceAsStream(folder + "/" + name)) {
      return in.readAllBytes();
    }
  }

  /** Copies the picture and the mask that all were made from. */
  void copyGivens(Path target) throws IOException {
    for (String name : List.of("init.png", "mask.png")) {
      Files.write(target.resolve(name), resource(name));
    }
  }

  /** Returns a test of each picture by the model {@code sd} in a folder with the givens. */
  Stream<DynamicTest> tests(Path givens) throws IOException {
    JsonNode cases = new ObjectMapper().readTree(resource("cases.json"));
    return StreamSupport.stream(cases.spliterator(), false)
        .map(one -> DynamicTest.dynamicTest(one.path("file").asText(), () -> check(givens, one)));
  }

  private void check(Path givens, JsonNode one) throws IOException {
    assertThat(farthest(picture(givens, one), resource(one.path("file").asText())))
        .isLessThanOrEqualTo(one.path("most").asInt());
  }

  private static byte[] picture(Path givens, JsonNode one) {
    List<String> args = new ArrayList<>(List.of("gen", "a photo of a red cat"));
    args.addAll(List.of("--model", givens.resolve("sd").toString(), "--size", "32"));
    args.addAll(List.of("--init", givens.resolve("init.png").toString(), "--seed", "7"));
    args.addAll(List.of("--strength", one.path("strength").asText(), "-o", "-", "--no-metadata"));
    args.addAll(List.of("--noise", "torch", "--gamma", one.path("gamma").asText("7.5")));
    args.addAll(List.of("--steps", one.path("steps").asText()));
    args.addAll(List.of("--scheduler", one.path("scheduler").asText()));
    if (one.path("mask").asBoolean()) {
      args.addAll(List.of("--mask", givens.resolve("mask.png").toString(), "--no-paste"));
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

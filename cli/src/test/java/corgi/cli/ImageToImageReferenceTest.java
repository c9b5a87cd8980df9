package corgi.cli;

import corgi.engine.golden.GoldenTests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
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
  private static final ReferencePictures PICTURES = new ReferencePictures("image-to-image");

  @TempDir static Path folder;

  @BeforeAll
  static void copy() throws IOException {
    GoldenTests.shipped("diffusers_folder").findFirst().orElseThrow().extract(folder.resolve("sd"));
    PICTURES.copyGivens(folder);
  }

  @TestFactory
  Stream<DynamicTest> aSeedGivesTheSamePictureAsInDiffusers() throws IOException {
    return PICTURES.tests(folder);
  }
}

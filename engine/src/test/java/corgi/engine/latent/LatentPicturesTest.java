package corgi.engine.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.engine.checkpoint.AutoencoderFolder;
import corgi.engine.checkpoint.StoredType;
import corgi.engine.checkpoint.VaeFolder;
import corgi.engine.data.Dataset;
import corgi.engine.data.DatasetRequest;
import corgi.engine.data.Datasets;
import corgi.engine.data.Example;
import corgi.engine.data.Split;
import corgi.engine.sampling.CancelledException;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.vae.AutoencoderConfig;
import corgi.engine.vae.AutoencoderKl;
import corgi.engine.vae.DiagonalGaussian;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatentPicturesTest {
  private static final int SIDE = 16;
  private static final int COUNT = 20;
  private static final double FACTOR = 0.5;
  private static final String CONFIG =
      """
      {"_class_name": "AutoencoderKL", "in_channels": 3, "out_channels": 3, "latent_channels": 2,
       "block_out_channels": [4, 8], "layers_per_block": 1, "norm_num_groups": 2,
       "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D"],
       "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D"], "scaling_factor": 0.5}""";

  @TempDir Path folder;
  private final Dataset pictures = Datasets.open("portraits", new DatasetRequest(SIDE, Split.ALL));
  private VaeFolder vae;

  @BeforeEach
  void writeAutoencoder() throws IOException {
    vae = autoencoder("vae", 1);
  }

  private VaeFolder autoencoder(String name, long seed) throws IOException {
    AutoencoderConfig config = AutoencoderConfig.fromJson(new ObjectMapper().readTree(CONFIG));
    try (NDManager manager = Tensors.manager();
        AutoencoderKl network = new AutoencoderKl(config, TensorOps.of(Precision.FP32), manager)) {
      network.parameters().initialise(seed);
      AutoencoderFolder.write(folder.resolve(name), network, StoredType.F32);
    }
    return VaeFolder.find(folder.resolve(name).toString());
  }

  private LatentPictures open(VaeFolder autoencoder, int count) throws IOException {
    var source = new LatentPictures.Source(pictures, count, folder.resolve("cache"));
    return LatentPictures.open(source, autoencoder, done -> {}, () -> false);
  }

  @Test
  void aLatentIsTheScaledDistributionOfItsPicture() throws IOException {
    try (LatentPictures latents = open(vae, COUNT);
        NDManager manager = Tensors.manager();
        var network = vae.load(TensorOps.of(Precision.FP32), manager)) {
      assertThat(latents.channels()).isEqualTo(2);
      assertThat(latents.resolution()).isEqualTo(SIDE / 2);
      assertThat(latents.size()).isEqualTo(COUNT);
      Example picture = pictures.example(3);
      NDArray x = manager.create(picture.picture().values(), new Shape(1, 3, SIDE, SIDE));
      DiagonalGaussian q = network.encode(x);
      float[] mean = q.mean().toFloatArray();
      float[] deviation = q.deviation().toFloatArray();
      int passes = 400;
      double[] sum = new double[mean.length];
      double[] squares = new double[mean.length];
      for (int pass = 0; pass < passes; pass++) {
        Example latent = latents.example(3 + (long) pass * COUNT);
        assertThat(latent.caption()).isEqualTo(picture.caption());
        assertThat(latent.labels()).isEqualTo(picture.labels());
        assertThat(latent.points().keySet()).isEqualTo(picture.points().keySet());
        for (int i = 0; i < mean.length; i++) {
          double z = latent.picture().values()[i] / FACTOR;
          sum[i] += z / passes;
          squares[i] += (z - mean[i]) * (z - mean[i]) / passes;
        }
      }
      for (int i = 0; i < mean.length; i++) {
        assertThat(sum[i]).isCloseTo(mean[i], within(0.25 * deviation[i] + 1e-4));
        assertThat(Math.sqrt(squares[i])).isCloseTo(deviation[i], within(0.2 * deviation[i]));
      }
    }
  }

  @Test
  void anExampleIsAFunctionOfItsIndex() throws IOException {
    try (LatentPictures latents = open(vae, COUNT)) {
      float[] one = latents.example(7).picture().values();
      latents.example(2);
      assertThat(latents.example(7).picture().values()).isEqualTo(one);
      assertThat(latents.example(7 + COUNT).picture().values()).isNotEqualTo(one);
    }
  }

  @Test
  void whatIsEncodedIsNotEncodedAgainUnlessTheAutoencoderIsAnother() throws IOException {
    float[] first = values(vae);
    Path file = folder.resolve("cache/000000.safetensors");
    FileTime longAgo = FileTime.fromMillis(1000);
    Files.setLastModifiedTime(file, longAgo);
    assertThat(values(vae)).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo);
    assertThat(values(autoencoder("other", 2))).isNotEqualTo(first);
    assertThat(Files.getLastModifiedTime(file)).isNotEqualTo(longAgo);
    Files.write(file, new byte[100]); // damaged: it is only a cache
    assertThat(values(vae)).isEqualTo(first);
  }

  private float[] values(VaeFolder autoencoder) throws IOException {
    try (LatentPictures latents = open(autoencoder, COUNT)) {
      return latents.example(0).picture().values();
    }
  }

  @Test
  void encodingSaysHowFarItIsAndStops() {
    List<Long> said = new ArrayList<>();
    var source = new LatentPictures.Source(pictures, COUNT, folder.resolve("cache"));
    assertThatThrownBy(() -> LatentPictures.open(source, vae, said::add, () -> !said.isEmpty()))
        .isInstanceOf(CancelledException.class);
    assertThat(said).containsExactly(16L);
    assertThat(folder.resolve("cache/000000.safetensors")).doesNotExist();
  }

  @Test
  void refusesWhatCannotBeEncoded() {
    assertThatThrownBy(() -> open(vae, 0)).hasMessageContaining("latents = 0");
    Dataset odd = Datasets.open("portraits", new DatasetRequest(15, Split.ALL));
    var source = new LatentPictures.Source(odd, COUNT, folder.resolve("cache"));
    assertThatThrownBy(() -> LatentPictures.open(source, vae, done -> {}, () -> false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("size = 15: must be a multiple of 2 for this autoencoder");
  }
}

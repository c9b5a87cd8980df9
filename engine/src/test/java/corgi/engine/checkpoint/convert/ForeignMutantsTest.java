package corgi.engine.checkpoint.convert;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.engine.checkpoint.AdmFlags;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.Mutants;
import corgi.engine.checkpoint.Mutations;
import corgi.engine.checkpoint.ParameterFile;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.checkpoint.SafetensorsWriter;
import corgi.engine.checkpoint.StoredType;
import corgi.engine.checkpoint.TensorSource;
import corgi.engine.layers.Parameter;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.UNet;
import corgi.engine.unet.UNetConfig;
import corgi.engine.unet.adm.AdmUNet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Single files whose names and shapes lie. */
class ForeignMutantsTest {
  private static final String[] NUMBERS = {"0", "1", "2", "3", "31", "64", "1048576", "9999999999"};
  private static final TensorOps OPS = TensorOps.of(Precision.FP32);

  private static byte[] stableDiffusion() throws IOException {
    String json =
        """
        {"block_out_channels": [32, 32], "layers_per_block": 1, "cross_attention_dim": 4,
         "down_block_types": ["CrossAttnDownBlock2D", "DownBlock2D"],
         "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D"]}""";
    try (NDManager manager = Tensors.manager();
        UNet unet =
            new UNet(UNetConfig.fromJson(new ObjectMapper().readTree(json)), OPS, manager)) {
      unet.parameters().initialise(1);
      Published names = Published.unet(unet.config());
      SafetensorsWriter writer = new SafetensorsWriter();
      for (Parameter p : unet.parameters().all()) {
        writer.add(
            "model.diffusion_model." + names.unetName(p.name()),
            p.shape(),
            p.array().toFloatArray(),
            StoredType.F16);
      }
      return writer.toBytes();
    }
  }

  private static final String FLAGS =
      "--image_size 16 --num_channels 32 --channel_mult 1,1 --num_res_blocks 1 "
          + "--num_head_channels 8 --attention_resolutions 8 --resblock_updown True";

  private static byte[] guidedDiffusion() throws IOException {
    try (NDManager manager = Tensors.manager();
        AdmUNet network = new AdmUNet(AdmFlags.parse(FLAGS).model(), OPS, manager)) {
      network.parameters().initialise(1);
      return ParameterFile.writer(network.parameters(), StoredType.F16).toBytes();
    }
  }

  private static void read(byte[] content, ModelConversion.Hints hints) throws IOException {
    try (TensorSource source = SafetensorsFile.of(content, Mutants.NAME)) {
      ForeignModel model = ForeignFile.read(source, hints);
      ForeignFile.check(source, model);
      for (Component component : model.components()) {
        for (String name : component.tensors().names()) {
          component.tensors().floats(name);
        }
      }
    } catch (IllegalArgumentException e) { // as a conversion does
      throw new CheckpointException(Mutants.NAME, e.getMessage(), e);
    }
  }

  @Test
  void stableDiffusionFiles() throws IOException {
    Mutants.checkSlow(
        List.of(stableDiffusion()),
        ForeignMutantsTest::damage,
        content -> read(content, ModelConversion.Hints.NONE));
  }

  @Test
  void guidedDiffusionFiles() throws IOException {
    var hints = new ModelConversion.Hints(null, AdmFlags.parse(FLAGS), null);
    Mutants.checkSlow(
        List.of(guidedDiffusion()), ForeignMutantsTest::damage, content -> read(content, hints));
  }

  /** A header that stays well-formed, with another name or with shapes that fit its bytes. */
  private static byte[] damage(byte[] content, Random random) {
    ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) file.getLong(0);
    String json = new String(content, 8, length, StandardCharsets.UTF_8);
    int at = random.nextInt(json.length());
    String damaged =
        switch (random.nextInt(4)) {
          case 0 -> number(json, at, random);
          case 1 -> reshaped(json, at, random);
          case 2 -> json.substring(0, at) + json.substring(at).replaceFirst("blocks|[a-z]_", "q");
          default -> json.substring(0, at) + json.substring(at).replaceFirst("\\.\\d", ".7");
        };
    byte[] header = damaged.getBytes(StandardCharsets.UTF_8);
    byte[] all = Mutations.splice(content, 8, length, header);
    ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).putLong(0, header.length);
    return all;
  }

  private static String number(String json, int at, Random random) {
    return json.substring(0, at)
        + json.substring(at).replaceFirst("\\b\\d+\\b", NUMBERS[random.nextInt(NUMBERS.length)]);
  }

  /** The same number of elements in another shape: [a,b] becomes [b,a], [1,a,b] or none. */
  private static String reshaped(String json, int at, Random random) {
    String put = random.nextBoolean() ? "[$2,$1" : "[1,$1,$2";
    return json.substring(0, at)
        + json.substring(at).replaceFirst("(?<=shape\":)\\[(\\d+),(\\d+)", put);
  }
}

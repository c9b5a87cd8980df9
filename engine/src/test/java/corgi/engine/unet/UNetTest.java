package corgi.engine.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.model.Conditioning;
import corgi.engine.tensor.CounterRandom;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UNetTest {
  private static final String TINY =
      """
      {"in_channels": 3, "out_channels": 2, "block_out_channels": [8, 12], "norm_num_groups": 4,
       "layers_per_block": 1, "attention_head_dim": 4, "cross_attention_dim": 6,
       "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D"],
       "up_block_types": ["CrossAttnUpBlock2D", "UpBlock2D"]}""";

  private final NDManager manager = Tensors.manager();

  @AfterEach
  void close() {
    manager.close();
  }

  private static ObjectNode tiny() {
    try {
      return (ObjectNode) new ObjectMapper().readTree(TINY);
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private UNet unet(ObjectNode json, Precision precision) {
    UNet unet = new UNet(UNetConfig.fromJson(json), TensorOps.of(precision), manager);
    unet.parameters().initialise(1);
    unet.parameters() // the last layers are zero at first: every answer would be
        .names()
        .forEach(
            name -> {
              Shape shape = unet.parameters().find(name).shape();
              if (name.contains("conv2.") || name.contains("proj_out") || name.contains("_out.")) {
                float[] values = new float[Math.toIntExact(shape.size())];
                CounterRandom.normals(CounterRandom.key(name.hashCode()), values, 0, values.length);
                for (int i = 0; i < values.length; i++) {
                  values[i] *= 0.1f;
                }
                unet.parameters().set(name, values);
              }
            });
    return unet;
  }

  private NDArray random(long... shape) {
    float[] values = new float[Math.toIntExact(new Shape(shape).size())];
    CounterRandom.normals(CounterRandom.key(shape.length), values, 0, values.length);
    return manager.create(values, new Shape(shape));
  }

  private NDArray answer(UNet unet, NDArray x, Conditioning conditioning) {
    NDArray t = manager.full(new Shape(x.size(0)), 500);
    return Tensors.inference(() -> unet.forward(x, t, conditioning, List.of()));
  }

  private Conditioning text() {
    return Conditioning.text(random(2, 4, 6), null);
  }

  @ParameterizedTest
  @CsvSource({"8, 8, 1", "7, 9, 1", "5, 4, 1", "1, 1, 1", "7, 9, 0", "3, 2, 0"})
  void anySizeComesOutAsItWentIn(int height, int width, int padding) {
    UNet unet = unet(tiny().put("downsample_padding", padding), Precision.FP32);
    assertThat(answer(unet, random(2, 3, height, width), text()).getShape())
        .isEqualTo(new Shape(2, 2, height, width));
  }

  @Test
  void blocksThatDoubleNeedSizesThatHalve() {
    ObjectNode json = tiny();
    json.putArray("up_block_types").add("ResnetUpsampleBlock2D").add("UpBlock2D");
    UNet unet = unet(json, Precision.FP32);
    assertThatThrownBy(() -> answer(unet, random(2, 3, 7, 8), text()))
        .hasMessageContaining("(2, 12, 4, 4) cannot be doubled to (2, 8, 7, 8): this U-Net needs");
    assertThatThrownBy(() -> answer(unet, random(2, 4, 8, 8), text()))
        .hasMessage("input (2, 4, 8, 8): expected (N, 3, H, W)");
  }

  @Test
  void spatialChannelsAreJoined() {
    UNet unet = unet(tiny(), Precision.FP32);
    NDArray x = random(2, 3, 8, 8);
    NDArray parts = answer(unet, x.get(":, :1"), text().withSpatial(x.get(":, 1:")));
    assertThat(parts.toFloatArray()).isEqualTo(answer(unet, x, text()).toFloatArray());
  }

  @Test
  void anObserverIsShownBlocksInTheirOrder() {
    UNet unet = unet(tiny(), Precision.FP32);
    List<String> seen = new ArrayList<>();
    NDArray x = random(2, 3, 8, 8);
    NDArray t = manager.full(new Shape(2), 500);
    Tensors.inference(() -> unet.forward(x, t, text(), (block, output) -> seen.add(block)));
    assertThat(seen)
        .containsSubsequence(
            "time_embedding",
            "conv_in",
            "down_blocks.0.resnets.0",
            "down_blocks.0.downsamplers.0",
            "down_blocks.0",
            "down_blocks.1.attentions.0.transformer_blocks.0.attn2",
            "down_blocks.1.attentions.0",
            "down_blocks.1",
            "mid_block",
            "up_blocks.0.upsamplers.0",
            "up_blocks.1",
            "conv_norm_out",
            "conv_out")
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "default, DownBlock2D, UpBlock2D, UNetMidBlock2DCrossAttn",
    "scale_shift, SimpleCrossAttnDownBlock2D, SimpleCrossAttnUpBlock2D, UNetMidBlock2DSimpleCrossAttn",
    "default, AttnDownBlock2D, AttnUpBlock2D, UNetMidBlock2D"
  })
  void bf16IsNear(String shift, String down, String up, String middle) {
    ObjectNode json = tiny().put("resnet_time_scale_shift", shift).put("mid_block_type", middle);
    json.put("mid_block_scale_factor", 1.5).put("addition_embed_type", "text");
    json.put("addition_embed_type_num_heads", 2);
    json.putArray("down_block_types").add(down).add("CrossAttnDownBlock2D");
    json.putArray("up_block_types").add("CrossAttnUpBlock2D").add(up);
    NDArray x = random(2, 3, 8, 8);
    float[] exact = answer(unet(json, Precision.FP32), x, text()).toFloatArray();
    float[] near = answer(unet(json, Precision.BF16), x, text()).toFloatArray();
    double largest = 0;
    double worst = 0;
    for (int i = 0; i < exact.length; i++) {
      largest = Math.max(largest, Math.abs(exact[i]));
      worst = Math.max(worst, Math.abs(exact[i] - near[i]));
    }
    assertThat(largest).isPositive();
    assertThat(worst / largest).isBetween(1e-6, 0.05);
  }

  @Test
  void missingConditionsAreNamed() {
    UNet unet = unet(tiny().put("num_class_embeds", 3), Precision.FP32);
    NDArray x = random(2, 3, 8, 8);
    assertThatThrownBy(() -> answer(unet, x, text()))
        .hasMessage("no class labels for a network that was trained with");
    NDArray labels = manager.create(new float[] {0, 3});
    assertThatThrownBy(() -> answer(unet, x, text().withLabels(labels)))
        .hasMessage("class label 3.0: must be an integer from 0 to 2");
    UNet plain = unet(tiny(), Precision.FP32);
    assertThatThrownBy(() -> answer(plain, x, Conditioning.NONE))
        .hasMessage("text states none: expected (N, L, 6)");
    assertThatThrownBy(() -> answer(plain, x, text().withGuidance(random(2, 4))))
        .hasMessageContaining("an embedded guidance scale");
    ObjectNode textTime = tiny().put("addition_embed_type", "text_time");
    textTime.put("addition_time_embed_dim", 8).put("projection_class_embeddings_input_dim", 52);
    UNet sized = unet(textTime, Precision.FP32);
    assertThatThrownBy(() -> answer(sized, x, text().withPooled(random(2, 5), random(2, 6))))
        .hasMessage(
            "pooled text (2, 5) and time ids (2, 6): expected (N, P) and (N, K) with P + 8·K = 52");
  }
}

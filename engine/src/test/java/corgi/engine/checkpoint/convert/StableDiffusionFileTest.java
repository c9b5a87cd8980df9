package corgi.engine.checkpoint.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.ParameterFile;
import corgi.engine.checkpoint.ParameterFit;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.checkpoint.SafetensorsWriter;
import corgi.engine.checkpoint.StoredType;
import corgi.engine.checkpoint.TensorSource;
import corgi.engine.layers.Parameter;
import corgi.engine.model.Conditioning;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.UNet;
import corgi.engine.unet.UNetConfig;
import corgi.engine.vae.AutoencoderConfig;
import corgi.engine.vae.AutoencoderKl;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StableDiffusionFileTest {
  private static final TensorOps OPS = TensorOps.of(Precision.FP32);
  private static final String SMALL =
      """
      {"block_out_channels": [32, 64, 64], "layers_per_block": 1, "cross_attention_dim": 16,
       "sample_size": 64, "attention_head_dim": 8,
       "down_block_types": ["CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"],
       "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"]}""";
  private static final String VAE =
      """
      {"block_out_channels": [32, 64], "layers_per_block": 1, "latent_channels": 4,
       "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D"],
       "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D"], "scaling_factor": 0.18215}""";

  private final NDManager manager = Tensors.manager();

  @AfterEach
  void close() {
    manager.close();
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private static void add(SafetensorsWriter writer, String name, Shape shape, Parameter parameter) {
    writer.add(name, shape, parameter.array().toFloatArray(), StoredType.F32);
  }

  private static SafetensorsWriter file(UNet unet) {
    Published names = Published.unet(unet.config());
    SafetensorsWriter writer = new SafetensorsWriter();
    for (Parameter p : unet.parameters().all()) {
      add(writer, "model.diffusion_model." + names.unetName(p.name()), p.shape(), p);
    }
    return writer.add("betas", new Shape(3), new float[] {0.1f, 0.2f, 0.3f}, StoredType.F32);
  }

  private static SafetensorsFile open(SafetensorsWriter writer) throws IOException {
    return SafetensorsFile.of(writer.toBytes(), "sd.ckpt");
  }

  @Test
  void theUNetSaysTheSame() throws IOException {
    try (UNet published = new UNet(UNetConfig.fromJson(json(SMALL)), OPS, manager)) {
      RandomWeights.set(published.parameters());
      try (TensorSource file = open(file(published))) {
        ForeignModel model = StableDiffusionFile.read(file, null);
        assertThat(model.kind()).isEqualTo("Stable Diffusion 1, single file");
        assertThat(model.scheduler().path("trained_betas")).hasSize(3);
        Component part = model.components().get(0);
        assertThat(part.config()).isEqualTo(published.config().toJson());
        try (UNet unet = new UNet(UNetConfig.fromJson(part.config()), OPS, manager)) {
          ParameterFile.load(part.tensors(), unet.parameters());
          NDArray x = manager.randomNormal(new Shape(1, 4, 16, 16));
          NDArray t = manager.create(new float[] {500});
          Conditioning text =
              Conditioning.text(
                  manager.randomNormal(new Shape(1, 5, 16)), manager.ones(new Shape(1, 5)));
          NDArray expected = published.forward(x, t, text, List.of());
          assertThat(unet.forward(x, t, text, List.of())).isEqualTo(expected);
          assertThat(expected.abs().max().getFloat()).isPositive();
        }
      }
    }
  }

  @Test
  void theAutoencoderSaysTheSame() throws IOException {
    try (UNet unet = new UNet(UNetConfig.fromJson(json(SMALL)), OPS, manager);
        AutoencoderKl published =
            new AutoencoderKl(AutoencoderConfig.fromJson(json(VAE)), OPS, manager)) {
      RandomWeights.set(unet.parameters());
      RandomWeights.set(published.parameters());
      SafetensorsWriter writer = file(unet);
      Published names = Published.autoencoder(2, 1);
      for (Parameter p : published.parameters().all()) {
        String name = "first_stage_model." + names.autoencoderName(p.name());
        add(writer, name, Published.autoencoderShape(p), p);
      }
      try (TensorSource file = open(writer)) {
        Component part = StableDiffusionFile.read(file, null).components().get(1);
        try (AutoencoderKl vae =
            new AutoencoderKl(AutoencoderConfig.fromJson(part.config()), OPS, manager)) {
          ParameterFile.load(part.tensors(), vae.parameters());
          for (Parameter p : published.parameters().all()) {
            assertThat(vae.parameters().find(p.name()).array()).as(p.name()).isEqualTo(p.array());
          }
        }
      }
    }
  }

  /** The published U-Nets by their shapes alone: 686 tensors each. */
  @ParameterizedTest
  @CsvSource({"768, false, 8", "1024, true, [5 10 20 20]"})
  void thePublishedSizesAreTold(int context, boolean linear, String heads) throws IOException {
    String text =
        "{\"cross_attention_dim\": %d, \"use_linear_projection\": %s, \"sample_size\": 64, \"attention_head_dim\": %s}"
            .formatted(context, linear, heads.replace(' ', ','));
    try (UNet unet = new UNet(UNetConfig.fromJson(json(text)), OPS, manager)) {
      Map<String, Shape> shapes = Published.unet(unet.config()).unetShapes(unet.parameters());
      assertThat(shapes).hasSize(686);
      Component part = LatentUNet.of(new ShapesOnly(shapes));
      assertThat(UNetConfig.fromJson(part.config())).isEqualTo(unet.config());
      assertThat(ParameterFit.of(part.tensors(), unet.parameters()).problems()).isEmpty();
    }
  }

  @Test
  void queriesKeysAndValuesOfOpenClipAreSplit() throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter();
    for (int i = 0; i < 2; i++) {
      String block = "transformer.resblocks." + i + ".";
      writer
          .add(block + "ln_1.weight", new Shape(2), new float[2], StoredType.F32)
          .add(
              block + "attn.in_proj_weight",
              new Shape(6, 2),
              new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11},
              StoredType.F32)
          .add(
              block + "attn.in_proj_bias",
              new Shape(6),
              new float[] {1, 2, 3, 4, 5, 6},
              StoredType.F32)
          .add(block + "mlp.c_fc.weight", new Shape(8, 2), new float[16], StoredType.F32);
    }
    writer
        .add("token_embedding.weight", new Shape(9, 2), new float[18], StoredType.F32)
        .add("positional_embedding", new Shape(7, 2), new float[14], StoredType.F32)
        .add("text_projection", new Shape(2, 2), new float[4], StoredType.F32);
    Component text = LatentText.openClip(open(writer));
    String attention = "text_model.encoder.layers.0.self_attn.";
    assertThat(text.tensors().floats(attention + "q_proj.weight")).containsExactly(0, 1, 2, 3);
    assertThat(text.tensors().floats(attention + "k_proj.weight")).containsExactly(4, 5, 6, 7);
    assertThat(text.tensors().floats(attention + "v_proj.bias")).containsExactly(5, 6);
    assertThat(text.tensors().names())
        .contains("text_model.encoder.layers.0.mlp.fc1.weight")
        .noneMatch(name -> name.contains("layers.1.")); // the last block is not used
    assertThat(text.config().path("num_hidden_layers").asInt()).isEqualTo(1);
    assertThat(text.config().path("hidden_act").asText()).isEqualTo("gelu");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model.diffusion_model.label_emb.0.0.weight | is a U-Net with class embeddings",
        "conditioner.embedders.0.x | is Stable Diffusion XL",
        "control_model.x | is ControlNet",
        "lora_unet.x | has tensor 'lora_unet.x', which is no part of Stable Diffusion 1 or 2",
        "model.diffusion_model.extra.weight | 1 tensors that no known architecture has: 'extra.weight'",
      })
  void whatIsNoStableDiffusionIsRefusedByName(String name, String reason) throws IOException {
    try (UNet unet = new UNet(UNetConfig.fromJson(json(SMALL)), OPS, manager)) {
      RandomWeights.set(unet.parameters());
      SafetensorsWriter writer = file(unet).add(name, new Shape(1), new float[1], StoredType.F32);
      try (TensorSource file = open(writer)) {
        assertThatThrownBy(() -> StableDiffusionFile.read(file, null))
            .isInstanceOf(CheckpointException.class)
            .hasMessageStartingWith("sd.ckpt: ")
            .hasMessageContaining(reason);
      }
    }
  }

  @Test
  void theSecondVersionMustBeToldWhatItPredicts() throws IOException {
    String linear = SMALL.replace("\"sample", "\"use_linear_projection\": true, \"sample");
    try (UNet unet = new UNet(UNetConfig.fromJson(json(linear)), OPS, manager)) {
      RandomWeights.set(unet.parameters());
      try (TensorSource file = open(file(unet))) {
        assertThatThrownBy(() -> StableDiffusionFile.read(file, null))
            .hasMessageContaining("give epsilon or v_prediction");
        assertThat(
                StableDiffusionFile.read(file, "v_prediction").scheduler().path("prediction_type"))
            .hasToString("\"v_prediction\"");
      }
    }
  }

  @Test
  void clipLosesItsPositionIdsAlone() throws IOException {
    Map<String, Shape> shapes =
        Map.of(
            "text_model.embeddings.token_embedding.weight", new Shape(49408, 768),
            "text_model.embeddings.position_embedding.weight", new Shape(77, 768),
            "text_model.embeddings.position_ids", new Shape(1, 77),
            "text_model.encoder.layers.0.layer_norm1.weight", new Shape(768),
            "text_model.encoder.layers.0.mlp.fc1.weight", new Shape(3072, 768));
    Component clip = LatentText.clip(new ShapesOnly(shapes));
    assertThat(clip.tensors().names())
        .isEqualTo(
            shapes.keySet().stream()
                .filter(name -> !name.endsWith("ids"))
                .collect(Collectors.toSet()));
    assertThat(clip.config().path("num_attention_heads").asInt()).isEqualTo(12);
    assertThat(clip.className()).isEqualTo("CLIPTextModel");
  }
}

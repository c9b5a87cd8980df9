package corgi.engine.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.engine.unet.UNetConfig.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UNetConfigTest {
  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static UNetConfig read(String text) {
    return UNetConfig.fromJson(json(text));
  }

  @Test
  void defaultsAreThoseOfEachClass() {
    UNetConfig text = read("{}");
    assertThat(text.levels())
        .containsExactly(
            new Level(320, 2, 8),
            new Level(640, 2, 8),
            new Level(1280, 2, 8),
            new Level(1280, 2, 0));
    assertThat(text.ends()).isEqualTo(new UNetConfig.Ends(0, 4, 4));
    UNetConfig pixels = read("{\"_class_name\": \"UNet2DModel\"}");
    assertThat(pixels.blocks().channels()).containsExactly(224, 448, 672, 896);
    assertThat(pixels.blocks().down())
        .containsExactly(
            LevelType.PLAIN, LevelType.ATTENTION, LevelType.ATTENTION, LevelType.ATTENTION);
    assertThat(pixels.blocks().up().get(3)).isEqualTo(LevelType.PLAIN);
    assertThat(pixels.ends().inChannels()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"sample_size\": [48, 64], \"act_fn\": \"swish\"}",
        "{\"transformer_layers_per_block\": [[1, 2], [2, 1], [1, 1], [1, 1]],"
            + " \"reverse_transformer_layers_per_block\": [1, 2, [1, 2, 3], 1]}",
        "{\"only_cross_attention\": [true, false, true, false], \"mid_block_type\": null}",
        "{\"attention_head_dim\": [5, 10, 20, 20], \"cross_attention_norm\": \"group_norm\"}",
        "{\"_class_name\": \"UNet2DModel\", \"attention_head_dim\": null, \"freq_shift\": 0.5}"
      })
  void whatIsGivenIsWritten(String given) {
    JsonNode written = json(read(given).toJson().toString());
    json(given)
        .properties()
        .forEach(field -> assertThat(written.get(field.getKey())).isEqualTo(field.getValue()));
    assertThat(UNetConfig.fromJson(written)).isEqualTo(read(given));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"_class_name\": \"Other\"} | _class_name = Other",
        "{\"down_block_types\": [\"KDownBlock2D\"]} | down_block_types has KDownBlock2D",
        "{\"mid_block_type\": \"Other\"} | mid_block_type = Other",
        "{\"act_fn\": \"tanh\"} | act_fn = tanh: must be one of silu, swish, mish, gelu, relu",
        "{\"attention_type\": \"gated\"} | attention_type = \"gated\": this U-Net has only default",
        "{\"dual_cross_attention\": true} | dual_cross_attention = true",
        "{\"num_attention_heads\": 8} | num_attention_heads = 8: must be null",
        "{\"addition_embed_type\": \"image_hint\"} | addition_embed_type = image_hint: this U-Net has only text, text_image, image, text_time",
        "{\"addition_embed_type\": \"image\"} | addition_embed_type = image: needs encoder_hid_dim",
        "{\"addition_embed_type\": \"text_time\"} | needs projection_class_embeddings_input_dim",
        "{\"class_embed_type\": \"projection\"} | needs projection_class_embeddings_input_dim",
        "{\"class_embeddings_concat\": true} | class_embeddings_concat = true: needs class",
        "{\"encoder_hid_dim\": 8, \"encoder_hid_dim_type\": \"ip_image_proj\"} | encoder_hid_dim_type",
        "{\"layers_per_block\": [1, 2]} | layers_per_block = [1, 2]: must have 4 elements",
        "{\"layers_per_block\": 1.5} | layers_per_block = 1.5: must be an integer",
        "{\"num_class_embeds\": 0} | num_class_embeds = 0: must be between 1 and 1048576",
        "{\"in_channels\": 0} | in_channels = 0: must be between 1 and 1024",
        "{\"norm_num_groups\": null} | norm_num_groups = null",
        "{\"resnet_time_scale_shift\": \"spatial\"} | resnet_time_scale_shift = spatial",
        "{\"mid_block_scale_factor\": 0} | mid_block_scale_factor = 0.0: must not be 0",
        "{\"attention_head_dim\": null} | attention_head_dim = null",
        "{\"transformer_layers_per_block\": [[1], 1, 1, 1]} | must have 2 elements, one per layer",
        "{\"_class_name\": \"UNet2DModel\", \"time_embedding_type\": \"learned\"} | num_train_timesteps",
        "{\"time_embedding_type\": \"learned\"} | time_embedding_type = learned",
        "{\"_class_name\": \"UNet2DModel\", \"up_block_types\": [\"CrossAttnUpBlock2D\"]} | up_block_types"
      })
  void refusalsNameTheKeyAndTheValue(String given, String message) {
    assertThatThrownBy(() -> read(given))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}

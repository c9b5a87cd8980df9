package corgi.engine.unet;

import corgi.engine.unet.Conditions.AdditionType;
import corgi.engine.unet.Conditions.ClassType;
import corgi.engine.unet.Conditions.TokenType;
import java.util.stream.Stream;

/** Which parts of a configuration need one another. Each refusal names both. */
final class UNetNeeds {
  private UNetNeeds() {}

  static void check(
      UNetConfig.Blocks blocks, Attending attention, TimeConfig time, Conditions conditions) {
    family(blocks, attention);
    needs(
        "time_embedding_type = learned",
        time.type() == TimeConfig.Type.LEARNED,
        "num_train_timesteps",
        time.steps());
    classes(conditions);
    addition(conditions);
    Integer tokens = conditions.tokens().size();
    boolean image = conditions.tokens().type() != TokenType.TEXT;
    needs("encoder_hid_dim_type = *image_proj", image, "encoder_hid_dim", tokens);
    if (tokens != null && !attention.context().shared()) {
      throw new IllegalArgumentException(
          "cross_attention_dim = %s: must be one number where encoder_hid_dim is given"
              .formatted(attention.context().values()));
    }
  }

  private static void family(UNetConfig.Blocks blocks, Attending attention) {
    boolean pixels = blocks.family() == UNetFamily.PIXELS;
    if (pixels
        && Stream.concat(blocks.down().stream(), blocks.up().stream())
            .anyMatch(LevelType::readsText)) {
      throw new IllegalArgumentException(
          "down_block_types = %s, up_block_types = %s: a UNet2DModel reads no text"
              .formatted(blocks.down(), blocks.up()));
    }
    if (!pixels && attention.heads() == null) {
      throw new IllegalArgumentException(
          "attention_head_dim = null: a UNet2DConditionModel needs a number");
    }
  }

  private static void classes(Conditions conditions) {
    ClassType type = conditions.classes().type();
    needs(
        "class_embed_type = *projection",
        type == ClassType.PROJECTION || type == ClassType.SIMPLE_PROJECTION,
        "projection_class_embeddings_input_dim",
        conditions.projectionSize());
    if (conditions.classes().joined()
        && (!conditions.classes().present() || conditions.addition().type() != AdditionType.NONE)) {
      throw new IllegalArgumentException(
          "class_embeddings_concat = true: needs class embeddings, and no addition_embed_type");
    }
  }

  private static void addition(Conditions conditions) {
    Conditions.Addition addition = conditions.addition();
    boolean textTime = addition.type() == AdditionType.TEXT_TIME;
    String key = "addition_embed_type = text_time";
    needs(key, textTime, "projection_class_embeddings_input_dim", conditions.projectionSize());
    needs(key, textTime, "addition_time_embed_dim", addition.timeSize());
    needs(
        "addition_embed_type = image",
        addition.type() == AdditionType.IMAGE,
        "encoder_hid_dim",
        conditions.tokens().size());
  }

  private static void needs(String what, boolean wanted, String key, Integer value) {
    if (wanted && value == null) {
      throw new IllegalArgumentException("%s: needs %s".formatted(what, key));
    }
  }
}

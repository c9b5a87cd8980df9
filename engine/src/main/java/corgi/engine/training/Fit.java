package corgi.engine.training;

import ai.djl.ndarray.types.Shape;
import corgi.engine.condition.Conditions;
import corgi.engine.condition.LabelCondition;
import corgi.engine.condition.Port;
import corgi.engine.unet.Conditions.ClassType;
import corgi.engine.unet.UNetConfig;
import java.util.Map;
import java.util.Objects;

/** Whether a network takes in what it is to be told, and needs nothing else. */
final class Fit {
  private Fit() {}

  /**
   * @throws IllegalArgumentException saying what does not fit
   */
  static void check(UNetConfig unet, Conditions conditions) {
    Map<Port, Shape> told = conditions.shapes();
    if (unet.readsText() != told.containsKey(Port.TOKENS)) {
      throw new IllegalArgumentException(
          unet.readsText()
              ? "the network reads text, and its conditions are %s: add text"
                  .formatted(conditions.names())
              : "the network reads no text, and it is one of its conditions %s: leave it out"
                  .formatted(conditions.names()));
    }
    if (unet.readsText() && unet.tokenSize() != told.get(Port.TOKENS).get(1)) {
      throw new IllegalArgumentException(
          "the network reads tokens of %d numbers, the text encoder writes %d"
              .formatted(unet.tokenSize(), told.get(Port.TOKENS).get(1)));
    }
    labels(unet, conditions);
    if (unet.needsMore()) {
      throw new IllegalArgumentException(
          "the network needs a pooled text, an image or sizes (addition_embed_type,"
              + " encoder_hid_dim_type or time_cond_proj_dim), which no training supplies");
    }
  }

  private static void labels(UNetConfig unet, Conditions conditions) {
    Integer count = unet.conditions().classes().count();
    Integer wanted =
        conditions
            .named(LabelCondition.NAME)
            .map(label -> ((LabelCondition) label).embeddings())
            .orElse(null);
    boolean plain = unet.conditions().classes().type() == ClassType.NONE;
    if (!plain || !Objects.equals(count, wanted)) {
      throw new IllegalArgumentException(
          "num_class_embeds = %s%s: the conditions %s need %s"
              .formatted(
                  count,
                  plain ? "" : ", class_embed_type = " + unet.conditions().classes().type(),
                  conditions.names(),
                  wanted == null ? "none" : wanted + ", one of them for the null condition"));
    }
  }
}

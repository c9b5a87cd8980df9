package corgi.engine.checkpoint.convert;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.TensorSource;
import java.io.IOException;
import java.util.List;

/**
 * The text encoders of Stable Diffusion: CLIP's (Radford et al. 2021, 2103.00020) by transformers'
 * names in version 1, OpenCLIP's by its own in version 2, which reads the last block but one.
 */
final class LatentText {
  private static final int HEAD_CHANNELS = 64; // of every CLIP that was published

  private LatentText() {}

  /** Returns the component of version 1. */
  static Component clip(TensorSource source) throws IOException {
    Renaming renaming = new Renaming(source);
    for (String name : source.names()) {
      if (!name.endsWith("embeddings.position_ids")) { // the numbers 0 to 76
        renaming.put(name, Piece.whole(name, source.entry(name).shape()));
      }
    }
    return component(renaming.done(), "quick_gelu");
  }

  /** Returns the component of version 2. */
  static Component openClip(TensorSource source) throws IOException {
    int last = Shapes.count(source, "transformer.resblocks.%d.ln_1.weight") - 1;
    Renaming renaming = new Renaming(source);
    for (String name : source.names()) {
      String renamed = OpenClipNames.rename(name);
      if (OpenClipNames.block(name) == last
          || List.of("text_projection", "logit_scale", "attn_mask").contains(name)) {
        continue; // Stable Diffusion does not use them
      }
      if (renamed == null) {
        renaming.unknown(name);
      } else if (renamed.contains(OpenClipNames.JOINED)) {
        split(renaming, source, name, renamed);
      } else {
        renaming.put(renamed, Piece.whole(name, source.entry(name).shape()));
      }
    }
    return component(renaming.done(), "gelu");
  }

  private static void split(Renaming renaming, TensorSource source, String name, String renamed)
      throws CheckpointException {
    long rows = Shapes.size(source, name, 0);
    if (rows % 3 != 0) {
      throw new CheckpointException(
          source.source(), "tensor %s has %d rows: expected three parts".formatted(name, rows));
    }
    Shape shape = new Shape(rows / 3).addAll(source.entry(name).shape().slice(1));
    for (int i = 0; i < 3; i++) {
      String part = List.of("q_proj", "k_proj", "v_proj").get(i);
      renaming.put(
          renamed.replace(OpenClipNames.JOINED, part),
          new Piece(name, shape, Piece.Rows.third(i, rows)));
    }
  }

  private static Component component(TensorSource tensors, String activation) throws IOException {
    String words = "text_model.embeddings.token_embedding.weight";
    String layer = "text_model.encoder.layers.%d.layer_norm1.weight";
    int width = Shapes.size(tensors, words, 1);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putArray("architectures").add("CLIPTextModel");
    json.put("model_type", "clip_text_model");
    json.put("vocab_size", Shapes.size(tensors, words, 0));
    json.put(
        "max_position_embeddings",
        Shapes.size(tensors, "text_model.embeddings.position_embedding.weight", 0));
    json.put("hidden_size", width);
    json.put(
        "intermediate_size", Shapes.size(tensors, "text_model.encoder.layers.0.mlp.fc1.weight", 0));
    json.put("num_hidden_layers", Shapes.count(tensors, layer));
    json.put("num_attention_heads", Math.max(1, width / HEAD_CHANNELS));
    json.put("hidden_act", activation);
    json.put("layer_norm_eps", 1e-5);
    json.put("bos_token_id", 0); // as published; the place of the greatest id is pooled
    json.put("eos_token_id", 2);
    json.put("pad_token_id", 1);
    return new Component("text_encoder", "transformers", json, tensors);
  }
}

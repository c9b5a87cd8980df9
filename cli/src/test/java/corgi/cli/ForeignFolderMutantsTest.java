package corgi.cli;

import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.Mutants;
import corgi.engine.checkpoint.Mutations;
import corgi.engine.checkpoint.convert.ModelConversion;
import corgi.engine.checkpoint.convert.ModelInspection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged configurations, vocabularies and weights of a tiny Stable Diffusion folder. */
class ForeignFolderMutantsTest {
  @TempDir Path parent;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model_index.json",
        "scheduler/scheduler_config.json",
        "unet/config.json",
        "vae/config.json",
        "text_encoder/config.json",
        "text_encoder/model.safetensors",
        "tokenizer/tokenizer_config.json",
        "tokenizer/vocab.json",
        "tokenizer/merges.txt",
      })
  void inspected(String name) throws IOException {
    Path folder = DamagedPipeline.whole(parent.resolve(Mutants.NAME)).path();
    Path file = folder.resolve(name);
    Mutants.checkSlower(
        List.of(Files.readAllBytes(file)),
        name.endsWith(".json") ? Mutations::json : Mutations::binary,
        content -> {
          Files.write(file, content);
          var report = ModelInspection.of(folder.toString(), ModelConversion.Hints.NONE);
          if (!report.misfits().isEmpty()) {
            throw new CheckpointException(Mutants.NAME, report.misfits().get(0));
          }
        });
  }
}

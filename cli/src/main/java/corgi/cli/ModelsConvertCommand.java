package corgi.cli;

import corgi.engine.checkpoint.StoredType;
import corgi.engine.checkpoint.convert.ModelConversion;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code corgi models convert}: a diffusers folder of what people have. */
@Command(
    name = "convert",
    description = {
      "Write a diffusers folder with safetensors of a folder with other weights, of a single file",
      "of Stable Diffusion 1 or 2, or of a model of guided-diffusion. Every tensor must be known."
    },
    mixinStandardHelpOptions = true)
final class ModelsConvertCommand implements Callable<Integer> {
  @ParentCommand private ModelsCommand models;

  @Parameters(index = "0", paramLabel = "IN", description = "A folder or a file.")
  private Path in;

  @Parameters(
      index = "1",
      paramLabel = "OUT",
      description = "The folder to write; it must not exist or be empty.")
  private Path out;

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      defaultValue = "fp32",
      description = "How weights are stored: fp32, fp16 or bf16 (default: ${DEFAULT-VALUE}).")
  private String type;

  @Mixin private ModelHints hints;

  @Override
  public Integer call() throws Exception {
    for (String line : ModelConversion.convert(in, out, stored(), hints.toHints())) {
      models.console().print(line);
    }
    return Failures.ExitCode.DONE;
  }

  private StoredType stored() {
    return switch (type) {
      case "fp32" -> StoredType.F32;
      case "fp16" -> StoredType.F16;
      case "bf16" -> StoredType.BF16;
      default ->
          throw new IllegalArgumentException(
              "--dtype = %s: must be fp32, fp16 or bf16".formatted(type));
    };
  }
}

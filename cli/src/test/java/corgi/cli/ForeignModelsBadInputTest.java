package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.cli.DamagedPipeline.Damage;
import corgi.engine.golden.GoldenTests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Models of others in which something is wrong: one line that says where, and nothing written. */
class ForeignModelsBadInputTest {
  private static final String UNET = "unet/" + DamagedPipeline.WEIGHTS;
  private static final String VAE = "vae/" + DamagedPipeline.WEIGHTS;
  private static final String TEXT = "text_encoder/model.safetensors";
  private static final String INDEX = "model_index.json";
  private static final String SCHEDULER = "scheduler/scheduler_config.json";
  private static final String VOCABULARY = "tokenizer/vocab.json";

  @TempDir static Path models;
  private static String whole;

  @TempDir Path folder;

  /**
   * Something wrong.
   *
   * @param file the one to blame
   * @param message what of it
   * @param seen whether it shows without reading weights or choosing a pipeline
   */
  private record Case(Damage damage, String file, String message, boolean seen) {
    @Override
    public String toString() {
      return file + ": " + message;
    }
  }

  private static Case refused(String file, String message, Damage damage) {
    return new Case(damage, file, message, true);
  }

  private static Case onlyDrawing(String file, String message, Damage damage) {
    return new Case(damage, file, message, false);
  }

  private static Case lie(String was, String lie, String message) {
    return refused(UNET, message, m -> m.header(UNET, h -> h.replaceFirst(was, lie)));
  }

  @BeforeAll
  static void copy() throws IOException {
    whole = DamagedPipeline.whole(models.resolve("whole")).path().toString();
  }

  static Stream<Case> missingParts() {
    return Stream.of(
        refused("unet", "is missing from the model folder", m -> m.remove("unet")),
        refused("vae", "is missing from the model folder", m -> m.remove("vae")),
        refused("text_encoder", "is missing from the model folder", m -> m.remove("text_encoder")),
        refused("tokenizer", "is missing from the model folder", m -> m.remove("tokenizer")),
        refused("scheduler", "is missing from the model folder", m -> m.remove("scheduler")),
        refused("unet/config.json", "is missing", m -> m.remove("unet/config.json")),
        refused("vae/config.json", "is missing", m -> m.remove("vae/config.json")),
        refused("text_encoder/config.json", "is miss", m -> m.remove("text_encoder/config.json")),
        refused(SCHEDULER, "is missing from the model folder", m -> m.remove(SCHEDULER)),
        refused("tokenizer/merges.txt", "is missing", m -> m.remove("tokenizer/merges.txt")),
        refused(VOCABULARY, "is missing", m -> m.remove(VOCABULARY)),
        refused("unet", "has no weights: expected diffusion_pyt", m -> m.remove(UNET)),
        refused("vae", "has no weights: expected diffusion_pyt", m -> m.remove(VAE)),
        refused("text_encoder", "has no weights: expected", m -> m.remove(TEXT)));
  }

  static Stream<Case> wrongIndexes() {
    return Stream.of(
        onlyDrawing(
            INDEX,
            "_class_name = 'Nonsense': Corgi runs ",
            m -> m.set(INDEX, "_class_name", "\"Nonsense\"")),
        onlyDrawing(
            INDEX,
            "names no part 'unet', which a StableDiffusionPipeline has",
            m -> m.set(INDEX, "unet", "[null, null]")),
        onlyDrawing(
            "text_encoder",
            "text encoder 'T5EncoderModel' is not one of [CLIPTextModel, ",
            m -> m.set(INDEX, "text_encoder", "[\"transformers\", \"T5EncoderModel\"]")),
        refused(INDEX, "_class_name = 5: must name a", m -> m.set(INDEX, "_class_name", "5")),
        refused(INDEX, "'unet' = \"x\": must be a library", m -> m.set(INDEX, "unet", "\"x\"")),
        refused(
            "unet/config.json",
            "_class_name = 'UNet2DConditionModel': model_index.json says 'Nonsense'",
            m -> m.set(INDEX, "unet", "[\"diffusers\", \"Nonsense\"]")),
        refused(
            SCHEDULER,
            "unknown scheduler 'Nonsense'; known: DDIMScheduler, ",
            m -> m.set(INDEX, "scheduler", "[\"diffusers\", \"Nonsense\"]")),
        refused(INDEX, "holds a JSON array: expected a JSON object", m -> m.write(INDEX, "[]")),
        refused(INDEX, "is not valid JSON: ", m -> m.write(INDEX, "hello")),
        refused(INDEX, "is empty: expected a JSON object", m -> m.write(INDEX, "")));
  }

  static Stream<Case> wrongConfigurations() {
    String unet = "unet/config.json";
    String text = "text_encoder/config.json";
    return Stream.of(
        refused(unet, "_class_name = 'X': model_index", m -> m.set(unet, "_class_name", "\"X\"")),
        refused(unet, "block_out_channels = 1: must", m -> m.set(unet, "block_out_channels", "1")),
        refused(unet, "3 norm groups do not divide", m -> m.set(unet, "norm_num_groups", "3")),
        refused(unet, "sample_size = 100000: must", m -> m.set(unet, "sample_size", "100000")),
        refused(UNET, "(8, 4, 3, 3), expected (8, 9, 3, 3)", m -> m.set(unet, "in_channels", "9")),
        refused(unet, "holds a JSON array: expected", m -> m.write(unet, "[1, 2]")),
        refused(
            "vae/config.json",
            "scaling_factor = 0.0: must be",
            m -> m.set("vae/config.json", "scaling_factor", "0")),
        refused(text, "num_attention_heads = 3: m", m -> m.set(text, "num_attention_heads", "3")),
        refused(text, "hidden_act = 'x': known are", m -> m.set(text, "hidden_act", "\"x\"")),
        refused(SCHEDULER, "unknown sche", m -> m.set(SCHEDULER, "_class_name", "\"X\"")),
        refused(SCHEDULER, "holds a JSON array: expected", m -> m.write(SCHEDULER, "[1, 2]")),
        refused(SCHEDULER, "be a word", m -> m.set(SCHEDULER, "prediction_type", "[1]")),
        refused(SCHEDULER, "be one of", m -> m.set(SCHEDULER, "prediction_type", "\"score\"")),
        refused(SCHEDULER, "β must lie between", m -> m.set(SCHEDULER, "beta_start", "-1")),
        refused(SCHEDULER, "be a number", m -> m.set(SCHEDULER, "trained_betas", "[\"a\"]")),
        refused(VOCABULARY, "holds a JSON array: expected", m -> m.write(VOCABULARY, "[\"a\"]")),
        refused(VOCABULARY, "has no tokens", m -> m.write(VOCABULARY, "{}")),
        refused(VOCABULARY, "'cat' has the id -5", m -> m.set(VOCABULARY, "cat", "-5")),
        refused(VOCABULARY, "vocab_size is 634", m -> m.set(VOCABULARY, "cat", "700")),
        refused(
            "tokenizer/merges.txt",
            "line 2: 3 pieces, expected a pair",
            m -> m.write("tokenizer/merges.txt", "#version\na b c\n")));
  }

  static Stream<Case> wrongWeights() {
    return Stream.of(
        refused(UNET, "the file holds ", m -> m.truncate(UNET, 60)),
        refused(VAE, "the file holds ", m -> m.truncate(VAE, 60)),
        refused(TEXT, "the file holds ", m -> m.truncate(TEXT, 60)),
        refused(UNET, "header length is 22464: expected 2 to", m -> m.truncate(UNET, 1)),
        refused(UNET, "is 0 bytes: a safetensors file has at least", m -> m.truncate(UNET, 0)),
        refused(
            UNET,
            "expected 2 to 21, as the f",
            m -> m.write(UNET, "hello hello hello hello hello")),
        onlyDrawing(UNET, "element 0 is NaN: expected finite", m -> m.poison(UNET, "conv_in.bias")),
        onlyDrawing(VAE, "element 0 is NaN", m -> m.poison(VAE, "decoder.conv_in.bias")),
        onlyDrawing(
            TEXT, "element 0 is NaN", m -> m.poison(TEXT, "text_model.final_layer_norm.bias")),
        refused(UNET, "208 missing ('conv_in.weight' (8, 4, 3, 3), ", m -> m.swap(UNET, VAE)),
        refused(TEXT, "missing ('text_model.embeddings", m -> m.swap(TEXT, VAE)),
        refused(
            UNET + ".index.json",
            "names the file 'b.safetensors', which is missing beside it",
            m -> m.shard("a.safetensors", "b.safetensors")),
        refused(
            "unet/a.safetensors",
            "the file holds ",
            m -> {
              m.shard("a.safetensors");
              m.truncate("unet/a.safetensors", 70);
            }),
        refused(
            UNET + ".index.json",
            "weight_map: expected an object",
            m -> {
              m.shard("a.safetensors");
              m.write(UNET + ".index.json", "{}");
            }),
        refused(
            "unet/diffusion_pytorch_model.bin",
            "names 'posix.system', which is refused",
            m -> m.pickle("/torch/evil.pt")),
        refused("unet/diffusion_pytorch_model.bin", "is compressed", DamagedPipeline::bomb),
        refused(
            "unet/diffusion_pytorch_model.bin",
            "208 missing ('conv_in.weight'",
            m -> m.pickle("/torch/nested.pt")));
  }

  static Stream<Case> lyingHeaders() {
    String offsets = "\"data_offsets\":\\[(\\d+),(\\d+)]";
    String shape = "\"shape\":\\[8";
    return Stream.of(
        lie(offsets, "\"data_offsets\":[$1,9999999999]", "9999999999 bytes: e"),
        lie(offsets, "\"data_offsets\":[32,64]", "begins at"),
        lie(shape, "\"shape\":[4611686018427387904", "expected no more than a long counts"),
        lie(shape, "\"shape\":[-8", "'shape' holds -8: expected at most 16 numbers ≥ 0"),
        lie(shape, "\"shape\":[[8]", "'shape' is '[': expected value number int"),
        lie("\"F32\"", "\"F8_E4M3\"", "'dtype' is 'F8_E4M3': expected one of [F64, F32,"),
        lie("\"conv_in.bias\"", "\"conv_in.weight\"", "Duplicate field 'conv_in.weight'"),
        lie(
            "\"conv_in.bias\"",
            "\"x\\\\u001b[1m\\\\n\"",
            "1 missing ('conv_in.bias' (8)); 1 unused"));
  }

  @ParameterizedTest
  @MethodSource({
    "missingParts",
    "wrongIndexes",
    "wrongConfigurations",
    "wrongWeights",
    "lyingHeaders"
  })
  void isBlamedInOneLine(Case wrong) throws IOException {
    DamagedPipeline damaged = DamagedPipeline.whole(folder.resolve("model"));
    wrong.damage.to(damaged);
    String model = damaged.path().toString();

    Run gen = gen(model, "a cat", "--steps", "2");
    assertRefused(gen, wrong.message);
    assertThat(gen.err()).startsWith("corgi: " + damaged.path().resolve(wrong.file));
    Run inspect = Run.of("models", "inspect", model);
    if (wrong.seen) {
      assertThat(inspect.code()).isEqualTo(2);
      assertThat(inspect.err()).startsWith("corgi: " + damaged.path().resolve(wrong.file));
      assertThat(inspect.err()).contains(wrong.message).hasLineCount(1);
    } else {
      assertThat(inspect.code()).as(inspect.err()).isZero();
    }
  }

  private Run gen(String model, String... args) {
    List<String> all = new ArrayList<>(List.of("gen", "--model", model, "--seed", "1"));
    all.addAll(List.of("-o", folder.resolve("cat.png").toString()));
    all.addAll(List.of(args));
    return Run.of(all.toArray(String[]::new));
  }

  private void assertRefused(Run run, String message) throws IOException {
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).startsWith("corgi: ").contains(message).endsWith("\n").hasLineCount(1);
    assertThat(run.err())
        .doesNotContain("Exception")
        .doesNotContainPattern("[\\x00-\\x09\\x0b-\\x1f]");
    assertThat(run.out()).isEmpty();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> !file.endsWith("model"))).isEmpty();
    }
  }

  @Test
  void theWholeModelIsDrawnAndFits() {
    Run gen = gen(whole, "a cat", "--steps", "2");
    assertThat(gen.code()).as(gen.err()).isZero();
    assertThat(folder.resolve("cat.png")).exists();
    Run inspect = Run.of("models", "inspect", whole);
    assertThat(inspect.code()).as(inspect.err()).isZero();
    assertThat(inspect.text().lines().filter(line -> line.endsWith(": fits"))).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a cat~--scheduler~Nonsense | unknown scheduler 'Nonsense'; known: DDIMScheduler, ",
        "a cat~--scheduler~EulerDiscreteScheduler:foo | expected key=value",
        "a cat~--scheduler~EulerDiscreteScheduler:foo=1 | no scheduler has a setting 'foo'; known:",
        "a cat~--scheduler~EulerDiscreteScheduler:beta_start=x | beta_start = \"x\": must be a num",
        "a cat~--scheduler~DDIMScheduler~--sampler~ddim | name one of the two",
        "a cat~--size~17 | size = 17x17: sides must be multiples of 2 pixels for this model",
        "a cat~--size~0 | size = 0x0: sides must be from 1 to 16384 pixels",
        "a cat~--size~big | size 'big': must be a number of pixels, or WIDTHxHEIGHT",
        "a cat~--noise~other | '--noise': expected one of [CORGI, TORCH]",
        "a cat~--label~99999 | labels [99999]: this model is told none, and no strategy of [cfg]",
        "a cat~--steps~2000 | steps = 2000: must be between 1 and 1000",
        "a cat~--gamma~1e38 | are not finite: the guidance is too strong, or weights are damaged",
        "--noise~torch | no prompt, and this model draws what a prompt says: name one",
        "a cat~--guidance~classifier | reads 64×64 pictures of 3 channels, the model draws",
        "a cat~--guidance~auto | portraits-64-early/ has pictures of another size",
        "a cat~--guidance~classifier~--classifier~x.pt | classifier 'x.pt': is neither a folder",
      })
  void requestsThatDoNotSuitTheModel(String args, String message) throws IOException {
    assertRefused(gen(whole, args.split("~")), message);
  }

  @Test
  void aPipelineThatDoesNotSayItsSizeAsksForOne() throws IOException {
    DamagedPipeline sizeless = DamagedPipeline.whole(folder.resolve("model"));
    sizeless.set("unet/config.json", "sample_size", "null");
    String model = sizeless.path().toString();
    assertRefused(gen(model, "a cat"), "the model does not say sample_size");
    assertThat(gen(model, "a cat", "--steps", "2", "--size", "16").code()).isZero();
  }

  private Path file(String resource, String name) throws IOException {
    Path file = Files.createDirectories(folder.resolve("model")).resolve(name);
    try (InputStream content = getClass().getResourceAsStream(resource)) {
      Files.copy(content, file);
    }
    return file;
  }

  @Test
  void singleFilesThatAreNoNetwork() throws IOException {
    Path evil = file("/torch/evil.pt", "evil.pt");
    assertRefused(gen(evil.toString()), "names 'posix.system', which is refused");
    assertRefused(Run.of("models", "inspect", evil.toString()), "names 'posix.system'");
    Path other = file("/torch/nested.pt", "nested.PT");
    assertRefused(gen(other.toString()), "nested.PT: is no network of guided-diffusion, the only");
    Path published = file("/torch/nested.pt", "64x64_diffusion.pt");
    assertRefused(gen(published.toString(), "--label", "1"), "64x64_diffusion.pt: does not fit");
  }

  @Test
  void singleFilesWithoutTheirFlagsOrWithOthers() throws IOException {
    Path model = Files.createDirectories(folder.resolve("model")).resolve("mine.safetensors");
    var golden = GoldenTests.shipped("UNetModel").findFirst().orElseThrow();
    try (InputStream in = golden.open("weights.safetensors")) {
      Files.copy(in, model);
    }
    assertRefused(gen(model.toString()), "the flags it was trained with are not known: write them");
    Path flags = model.resolveSibling("mine.json");
    for (String[] wrong :
        new String[][] {
          {
            "{\"colour\": 1}", "mine.json: flag 'colour' is unknown; known: [attention_resolutions,"
          },
          {"{\"image_size\": 100}", "image_size = 100: without channel_mult it must be one of"},
          {"{\"channel_mult\": {}}", "mine.json: channel_mult = {}: must be a word, a number"},
          {"{\"attention_resolutions\": \"NaN\"}", "attention_resolutions = NaN: must be sides"},
          {"[]", "mine.json: holds a JSON array: expected a JSON object"},
          {"{\"image_size\": 64}", "mine.safetensors: does not fit the network: "},
        }) {
      Files.writeString(flags, wrong[0]);
      assertRefused(gen(model.toString()), wrong[1]);
    }
  }
}

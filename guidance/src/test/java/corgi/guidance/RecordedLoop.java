package corgi.guidance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import corgi.engine.checkpoint.ParameterFile;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.layers.Parameters;
import corgi.engine.model.Clean;
import corgi.engine.model.ConditionalModel;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Epsilon;
import corgi.engine.model.Evaluation;
import corgi.engine.model.LearnedVariance;
import corgi.engine.model.Likelihood;
import corgi.engine.model.Side;
import corgi.engine.model.Weights;
import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.Denoised;
import corgi.engine.sampling.Denoiser;
import corgi.engine.sampling.Listener;
import corgi.engine.sampling.RangeClipping;
import corgi.engine.sampling.Sampling;
import corgi.engine.sampling.Stage;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.RecordedNoise;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.adm.AdmClassifier;
import corgi.engine.unet.adm.AdmConfig;
import corgi.engine.unet.adm.AdmUNet;
import corgi.engine.unet.adm.LabelHeads;
import corgi.engine.unet.adm.NoisyClassifier;
import corgi.engine.unet.adm.Pool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A recorded loop of guided-diffusion, made again by Corgi's own sampler, guidance and networks
 * from nothing but its configuration, its weights and the noise that was drawn.
 */
final class RecordedLoop implements AutoCloseable {
  private static final TensorOps OPS = TensorOps.of(Precision.FP32);

  private final NDManager manager = Tensors.manager();
  private final GoldenCase golden;
  private final SafetensorsFile recorded;
  private final NDArray labels;
  private final List<double[]> states = new ArrayList<>();
  private double[] firstClean;

  RecordedLoop(GoldenCase golden) throws IOException {
    this.golden = golden;
    recorded = golden.tensors();
    labels = recorded.has("in.class") ? recorded.load(manager, "in.class") : null;
  }

  /** Makes the loop and compares all that was recorded of it. */
  static void check(GoldenCase golden, GoldenCheck check) throws IOException {
    LoopConfig config = LoopConfig.of(golden.json(), check);
    try (RecordedLoop loop = new RecordedLoop(golden)) {
      loop.run(config);
      loop.compare(check);
    }
  }

  private void run(LoopConfig config) throws IOException {
    Sampling sampling = config.sampling();
    AdmUNet unet = unet();
    boolean conditional = unet.config().classes() > 0;
    var model =
        new ConditionalModel(
            Map.of(Weights.MAIN, unet),
            config.predictsClean() ? new Clean() : new Epsilon(),
            LearnedVariance.RANGE_CLIPPED,
            conditional
                ? Map.of(Side.PROMPT, Conditioning.labels(labels))
                : Map.of(Side.NULL, Conditioning.NONE),
            likelihood(),
            config.clips() ? new RangeClipping(1) : Clipping.NONE);
    Evaluation base = conditional ? Evaluation.CONDITIONAL : Evaluation.UNCONDITIONAL;
    Denoiser guided =
        new ByClassifier(config.scale(), config.form(), base).begin(sampling.grid()).over(model);
    sampling.run(
        recorded.load(manager, "in.noise"),
        watched(guided),
        new RecordedNoise(noises()),
        new Listener() {
          @Override
          public NDArray stepped(Stage stage, NDArray x) {
            states.add(doubles(x));
            return x;
          }
        });
  }

  private Denoiser watched(Denoiser guided) {
    return (x, stage) -> {
      Denoised answer = guided.denoise(x, stage);
      firstClean = firstClean == null ? doubles(answer.clean()) : firstClean;
      return answer;
    };
  }

  private void compare(GoldenCheck check) {
    double[] kept =
        Arrays.stream(recorded.longs("out.kept_steps"))
            .mapToObj(i -> i < states.size() ? states.get((int) i) : new double[0])
            .flatMapToDouble(Arrays::stream)
            .toArray();
    check.values(recorded, "out.samples", kept);
    check.values(recorded, "out.final", states.get(states.size() - 1));
    check.values(recorded, "out.pred_xstart_first", firstClean);
  }

  private List<NDArray> noises() {
    if (!recorded.has("in.step_noises")) {
      return List.of();
    }
    NDArray all = recorded.load(manager, "in.step_noises");
    return IntStream.range(0, (int) all.size(0)).mapToObj(i -> all.get(i)).toList();
  }

  private AdmUNet unet() throws IOException {
    AdmConfig config = AdmConfig.fromJson(network("model", "UNetModel"));
    AdmUNet unet = new AdmUNet(config, OPS, manager);
    load("model", unet.parameters());
    return unet;
  }

  /** log p(class | x) of each image's own class, or null where there was no classifier. */
  private Likelihood likelihood() throws IOException {
    if (!golden.json().hasNonNull("classifier")) {
      return null;
    }
    JsonNode json = network("classifier", "EncoderUNetModel");
    AdmConfig config = AdmConfig.fromJson(json);
    Pool.Kind pool = Pool.Kind.named(json.path("pool").asText());
    AdmClassifier network = new AdmClassifier(config, pool, OPS, manager);
    load("classifier", network.parameters());
    int classes = config.ends().outChannels();
    List<String> values = IntStream.range(0, classes).mapToObj(String::valueOf).toList();
    return new NoisyClassifier(network, new LabelHeads(Map.of("class", values)))
        .of(labels.oneHot(classes));
  }

  /** The configuration of a network stands in the case of its weights. */
  private JsonNode network(String key, String kind) {
    return golden.sharing(weights(key), kind).json().path("config");
  }

  private void load(String key, Parameters parameters) throws IOException {
    try (SafetensorsFile weights = golden.tensors(weights(key))) {
      ParameterFile.load(weights, parameters);
    }
  }

  private String weights(String key) {
    return golden.json().path(key).asText() + ".weights.safetensors";
  }

  private static double[] doubles(NDArray x) {
    float[] values = x.toFloatArray();
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  @Override
  public void close() throws IOException {
    recorded.close();
    manager.close();
  }
}

package corgi.engine.model;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.Stage;
import corgi.engine.tensor.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Answers evaluations of a run's images: one batched forward pass per set of weights, however many
 * are asked. Serves one run, since it holds that run's conditions.
 *
 * @param networks at least {@link Weights#MAIN}
 * @param preconditioning what the networks put out
 * @param variance how a learned variance is read off the output's second half
 * @param conditions one row per image for each side; at least {@link Side#NULL}
 * @param likelihood a classifier of noisy images that knows what is asked for, or null
 * @param clipping brings every answer into the range of images before guidance sees it, as
 *     guided-diffusion does; {@link Clipping#over} does it afterwards, as diffusers does
 */
public record ConditionalModel(
    Map<Weights, Network> networks,
    Preconditioning preconditioning,
    LearnedVariance variance,
    Map<Side, Conditioning> conditions,
    Likelihood likelihood,
    Clipping clipping) {
  /** A model whose answers are left as they are. */
  public ConditionalModel(
      Map<Weights, Network> networks,
      Preconditioning preconditioning,
      LearnedVariance variance,
      Map<Side, Conditioning> conditions,
      Likelihood likelihood) {
    this(networks, preconditioning, variance, conditions, likelihood, Clipping.NONE);
  }

  /** The same without a classifier. */
  public ConditionalModel(
      Map<Weights, Network> networks,
      Preconditioning preconditioning,
      LearnedVariance variance,
      Map<Side, Conditioning> conditions) {
    this(networks, preconditioning, variance, conditions, null);
  }

  public ConditionalModel {
    networks = Map.copyOf(networks);
    conditions = Map.copyOf(conditions);
  }

  /**
   * Asks the networks at one noise level.
   *
   * @param x (N, C, H, W)
   */
  public Answers answer(NDArray x, Stage stage, List<Evaluation> wanted) {
    Map<Weights, List<Evaluation>> byWeights =
        new LinkedHashSet<>(wanted)
            .stream().collect(groupingBy(Evaluation::weights, LinkedHashMap::new, toList()));
    Map<Evaluation, Answer> answers = new LinkedHashMap<>();
    byWeights.forEach(
        (weights, asked) -> {
          NDList outputs = forward(network(weights), x, stage, asked);
          for (int i = 0; i < asked.size(); i++) {
            answers.put(asked.get(i), answer(x, stage, outputs.get(i)));
          }
        });
    return new Answers(answers, this);
  }

  private Network network(Weights weights) {
    Network network = networks.get(weights);
    if (network == null) {
      throw new IllegalArgumentException(
          "the guidance asks for %s, and there is none: name one (--weak)".formatted(weights));
    }
    return network;
  }

  private Conditioning condition(Side side) {
    Conditioning condition = conditions.get(side);
    if (condition == null) {
      throw new IllegalArgumentException(
          "the guidance asks for %s; this request has %s"
              .formatted(side, conditions.keySet().stream().map(Side::toString).sorted().toList()));
    }
    return condition;
  }

  private NDList forward(Network network, NDArray x, Stage stage, List<Evaluation> asked) {
    long n = x.size(0);
    List<Network.PerturbedRows> perturbed = new ArrayList<>();
    NDList inputs = new NDList();
    List<Conditioning> rows = new ArrayList<>();
    var c = preconditioning.at(stage.level());
    NDArray input = c.in() == 1 ? x : Tensors.scale(x, c.in());
    for (int i = 0; i < asked.size(); i++) {
      inputs.add(input);
      rows.add(condition(asked.get(i).side()));
      if (!asked.get(i).perturbation().equals(Perturbation.NONE)) {
        perturbed.add(new Network.PerturbedRows(i * n, (i + 1) * n, asked.get(i).perturbation()));
      }
    }
    NDArray batch = asked.size() == 1 ? input : NDArrays.concat(inputs);
    NDArray time = x.getManager().full(new Shape(n * asked.size()), (float) c.noise());
    NDArray output = network.forward(batch, time, Conditioning.concat(rows), perturbed);
    return output.split(asked.size());
  }

  private Answer answer(NDArray x, Stage stage, NDArray output) {
    long channels = x.size(1);
    boolean learned = output.size(1) == 2 * channels;
    NDArray f = learned ? output.get(":, :" + channels) : output;
    var c = preconditioning.at(stage.level());
    NDArray clean = clipping.clip(Tensors.scale(x, c.skip()).add(Tensors.scale(f, c.out())));
    NDArray logVariance = learned ? variance.log(output.get(":, " + channels + ":"), stage) : null;
    return new Answer(clean, f, logVariance);
  }
}

package corgi.engine.training;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.tensor.Precision;
import java.util.HashSet;
import java.util.List;

/**
 * How to train.
 *
 * @param limit when it is finished
 * @param seed of everything random: initial weights, examples, noise, times, dropping
 * @param batches the examples of a step
 * @param optimisation how weights move
 * @param averages of the weights, at least one; the first is the model
 * @param computing how gradients are computed
 */
public record TrainerOptions(
    Limit limit,
    long seed,
    Batches batches,
    Optimisation optimisation,
    List<EmaSpec> averages,
    Computing computing) {
  /**
   * @throws IllegalArgumentException if no average is kept, or one twice
   */
  public TrainerOptions {
    averages = List.copyOf(averages);
    if (averages.isEmpty() || new HashSet<>(averages).size() < averages.size()) {
      throw new IllegalArgumentException(
          "averages %s: at least one is needed, each once".formatted(averages));
    }
  }

  /**
   * The usual training: a batch in one part, AdamW as it is, one average, activations kept.
   *
   * @param batch examples in a step
   * @param emaDecay of the weights' moving average
   */
  public TrainerOptions(
      Limit limit, int batch, long seed, LearningRate rate, double emaDecay, Precision precision) {
    this(
        limit,
        seed,
        new Batches(batch),
        new Optimisation(rate),
        List.of(EmaSpec.ofDecay(emaDecay)),
        new Computing(precision));
  }

  /** The same with other batches. */
  public TrainerOptions with(Batches other) {
    return new TrainerOptions(limit, seed, other, optimisation, averages, computing);
  }

  /** The same with weights moved in another way. */
  public TrainerOptions with(Optimisation other) {
    return new TrainerOptions(limit, seed, batches, other, averages, computing);
  }

  /** The same with other averages. */
  public TrainerOptions with(List<EmaSpec> other) {
    return new TrainerOptions(limit, seed, batches, optimisation, other, computing);
  }

  /** The same with gradients computed in another way. */
  public TrainerOptions with(Computing other) {
    return new TrainerOptions(limit, seed, batches, optimisation, averages, other);
  }

  /** Examples in a step. */
  public int batch() {
    return batches.size();
  }

  /** The learning rate, by the step. */
  public LearningRate rate() {
    return optimisation.rate();
  }

  /** What the network computes in. */
  public Precision precision() {
    return computing.precision();
  }

  /**
   * Writes down what a state must agree with to be gone on from. The limit may change, and so may
   * what changes a step by no more than rounding, as when memory runs out: the parts of a batch,
   * activations that are recomputed. The learning rate may be changed on purpose.
   */
  void identify(ObjectNode json) {
    json.put("batch", batch());
    json.put("seed", seed);
    identifyAverages(json);
    json.put("precision", precision().name());
    if (!optimisation.adamW().equals(AdamW.Options.DEFAULT)) { // else as states always said it
      json.put("optimiser", optimisation.adamW().toString());
    }
  }

  private void identifyAverages(ObjectNode json) {
    if (averages.size() == 1 && averages.get(0).kind() == EmaSpec.Kind.DECAY) {
      json.put("ema", averages.get(0).value());
      return;
    }
    ArrayNode all = json.putArray("ema");
    averages.forEach(average -> all.add(average.toString()));
  }
}

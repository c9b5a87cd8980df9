package corgi.engine.sampling.diffusers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import corgi.engine.model.Clean;
import corgi.engine.model.ConditionalModel;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Epsilon;
import corgi.engine.model.Evaluation;
import corgi.engine.model.LearnedVariance;
import corgi.engine.model.Network;
import corgi.engine.model.Preconditioning;
import corgi.engine.model.Side;
import corgi.engine.model.Velocity;
import corgi.engine.model.Weights;
import corgi.engine.sampling.Denoised;
import corgi.engine.sampling.Denoiser;
import corgi.engine.schedule.ScheduleConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The formula that the recorded trajectories were made with: m = 0.3·x_in + sin(t/100). */
final class RecordedModel {
  private RecordedModel() {}

  /** Returns the formula as the network that a configuration describes, or why it cannot be one. */
  static Denoiser denoiser(ScheduleConfig config) {
    Optional<Preconditioning> preconditioning =
        Stream.<Preconditioning>of(new Epsilon(), new Velocity(), new Clean())
            .filter(p -> p.name().equals(config.predictionType()))
            .findFirst();
    if (preconditioning.isEmpty()) {
      throw new UnsupportedSchedulerException("prediction_type " + config.predictionType());
    }
    String variance = config.text("variance_type", "");
    var model =
        new ConditionalModel(
            Map.of(Weights.MAIN, network(variance)),
            preconditioning.get(),
            variance.equals("learned") ? LearnedVariance.DIRECT : LearnedVariance.RANGE,
            Map.of(Side.NULL, Conditioning.NONE));
    return (x, stage) -> {
      var answer =
          model.answer(x, stage, List.of(Evaluation.UNCONDITIONAL)).get(Evaluation.UNCONDITIONAL);
      return new Denoised(answer.clean(), answer.clean(), null, answer.logVariance());
    };
  }

  private static Network network(String variance) {
    return (x, time, conditioning, perturbed) -> {
      double shift = Math.sin(time.getFloat(0) / 100.0);
      NDArray m =
          x.toType(DataType.FLOAT64, false).mul(0.3).add(shift).toType(DataType.FLOAT32, false);
      return switch (variance) {
        case "learned_range" -> NDArrays.concat(new NDList(m, x.tanh()), 1);
        case "learned" -> NDArrays.concat(new NDList(m, x.tanh().mul(0.05).add(0.1)), 1);
        default -> m;
      };
    };
  }
}

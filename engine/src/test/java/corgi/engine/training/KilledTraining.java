package corgi.engine.training;

import corgi.engine.data.Dataset;
import corgi.engine.data.DatasetRequest;
import corgi.engine.data.Datasets;
import corgi.engine.data.Split;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.TimeEmbedding;
import corgi.engine.unet.UNetConfig;
import corgi.engine.unet.UNetConfig.Ends;
import corgi.engine.unet.UNetConfig.Level;
import corgi.engine.unet.UNetConfig.Norm;
import corgi.engine.unet.UNetConfig.Transformer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that trains and is meant to be killed: a small network on portraits, whose parts are
 * shifted and mirrored at random, with captions dropped, a warm-up, an average and many saves. Run
 * again, it goes on.
 */
final class KilledTraining {
  static final int SAVE_EVERY = 4;

  private static final int SIZE = 8;
  private static final int BATCH = 2;
  private static final long SEED = 11;
  private static final double DROP = 0.3;

  private KilledTraining() {}

  /** Trains in the folder {@code args[0]} until {@code args[1]} steps are made. */
  public static void main(String[] args) throws IOException {
    Tensors.threads(1);
    new TrainingSession(plan(Long.parseLong(args[1])), Toy.BUILT)
        .run(
            Path.of(args[0]),
            Saving.DEFAULT.keeping(3).everySteps(SAVE_EVERY),
            TrainingListener.NONE);
    System.exit(0);
  }

  private static TrainingPlan plan(long steps) {
    Dataset data = Datasets.open("portraits", new DatasetRequest(SIZE, Split.ALL));
    UNetConfig unet =
        new UNetConfig(
            new Ends(SIZE, data.channels(), data.channels()),
            List.of(new Level(16, 1, 2)),
            Toy.encoder().dimension(),
            new Transformer(1, true, 2),
            new Norm(4, 1e-5),
            new TimeEmbedding.Options(true, 0));
    TrainerOptions options =
        new TrainerOptions(
            Limit.ofSteps(steps),
            BATCH,
            SEED,
            new LearningRate(2e-3, 20, 0.35),
            0.99,
            Precision.FP32);
    return new TrainingPlan(data, Toy.text(DROP), unet, Start.RANDOM, options);
  }
}

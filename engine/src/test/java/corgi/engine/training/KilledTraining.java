package corgi.engine.training;

import corgi.engine.data.Dataset;
import corgi.engine.data.DatasetRequest;
import corgi.engine.data.Datasets;
import corgi.engine.data.Framing;
import corgi.engine.data.Split;
import corgi.engine.plugin.Spec;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.TimeEmbedding;
import corgi.engine.unet.UNetConfig;
import corgi.engine.unet.UNetConfig.Ends;
import corgi.engine.unet.UNetConfig.Level;
import corgi.engine.unet.UNetConfig.Norm;
import corgi.engine.unet.UNetConfig.Transformer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * A process that trains and is meant to be killed: a small network on a folder of pictures, which
 * are cut and mirrored at random, with captions dropped, times drawn by the losses of earlier
 * steps, a warm-up, two averages and many saves. Run again, it goes on.
 */
final class KilledTraining {
  static final int SAVE_EVERY = 4;

  private static final int SIZE = 8;
  private static final int BATCH = 2;
  private static final long SEED = 11;
  private static final double DROP = 0.3;
  private static final String PICTURES = "pictures"; // beside the training's folder
  private static final int PICTURES_EACH = 6;

  private KilledTraining() {}

  /** Trains in the folder {@code args[0]} until {@code args[1]} steps are made. */
  public static void main(String[] args) throws IOException {
    Tensors.threads(1);
    Path out = Path.of(args[0]);
    new TrainingSession(plan(out.resolveSibling(PICTURES), Long.parseLong(args[1])), Toy.BUILT)
        .run(out, Saving.DEFAULT.keeping(3).everySteps(SAVE_EVERY), TrainingListener.NONE);
    System.exit(0);
  }

  /** Writes the pictures of a training in {@code out}, unless they are there. */
  static void prepare(Path out) throws IOException {
    Path pictures = out.resolveSibling(PICTURES);
    if (Files.exists(pictures)) {
      return;
    }
    Random random = new Random(SEED);
    for (String label : List.of("a cat", "a dog")) {
      Path folder = Files.createDirectories(pictures.resolve(label));
      for (int i = 0; i < PICTURES_EACH; i++) {
        BufferedImage picture = new BufferedImage(SIZE + 4, SIZE + 2, BufferedImage.TYPE_INT_RGB);
        for (int pixel = 0; pixel < picture.getWidth() * picture.getHeight(); pixel++) {
          picture.setRGB(
              pixel % picture.getWidth(), pixel / picture.getWidth(), random.nextInt(1 << 24));
        }
        ImageIO.write(picture, "png", folder.resolve(i + ".png").toFile());
      }
    }
  }

  private static TrainingPlan plan(Path pictures, long steps) {
    Framing framing =
        new Framing(Framing.Resize.COVER, Framing.Crop.RANDOM, Framing.Flip.HORIZONTAL, 0);
    Dataset data =
        Datasets.open("folder:" + pictures, new DatasetRequest(SIZE, Split.ALL).framing(framing));
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
    TrainerOptions averaged =
        options.with(List.of(EmaSpec.ofDecay(0.99), EmaSpec.parse("power:length=0.1")));
    ObjectiveSpec usual = ObjectiveSpec.DEFAULT;
    ObjectiveSpec objective =
        new ObjectiveSpec(
            usual.prediction(),
            usual.schedule(),
            usual.weight(),
            Spec.parse(ImportanceSampling.NAME),
            EnumSet.noneOf(ObjectiveSpec.Feature.class));
    return new TrainingPlan(data, Toy.text(DROP), unet, Start.RANDOM, averaged, objective, null);
  }
}

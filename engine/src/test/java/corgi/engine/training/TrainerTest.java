package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.unet.UNet;
import org.junit.jupiter.api.Test;

class TrainerTest {
  @Test
  void learns() {
    train(
        150,
        (trainer, unet) -> {
          double first = mean(trainer, 15);
          mean(trainer, 120);
          assertThat(mean(trainer, 15)).isLessThan(0.6 * first);
        });
  }

  @Test
  void theAverageLagsBehindTheWeights() {
    train(
        5,
        (trainer, unet) -> {
          String name = "conv_in.weight";
          int index = unet.parameters().names().indexOf(name);
          float[] start = unet.parameters().find(name).array().toFloatArray();
          float[] average = start;
          for (int n = 1; n <= 3; n++) {
            trainer.step();
            float[] weights = unet.parameters().find(name).array().toFloatArray();
            double d = Math.min(0.99, (1.0 + n) / (10.0 + n));
            for (int i = 0; i < average.length; i++) {
              average[i] = (float) (d * average[i] + (1 - d) * weights[i]);
            }
          }
          float[] kept = trainer.averaged().get(index).toFloatArray();
          for (int i = 0; i < kept.length; i++) {
            assertThat(kept[i]).isCloseTo(average[i], org.assertj.core.data.Offset.offset(1e-6f));
          }
        });
  }

  @Test
  void aLossThatIsNotFiniteStopsTheTraining() {
    train(
        5,
        (trainer, unet) -> {
          float[] broken = new float[8];
          broken[3] = Float.NaN;
          unet.parameters().find("conv_norm_out.weight").array().set(broken);
          assertThatThrownBy(trainer::step)
              .isInstanceOf(ArithmeticException.class)
              .hasMessageContaining("step 0")
              .hasMessageContaining("NaN");
        });
  }

  private static double mean(Trainer<Batch> trainer, int steps) {
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      sum += trainer.step().loss();
    }
    return sum / steps;
  }

  private interface Body {
    void accept(Trainer<Batch> trainer, UNet unet);
  }

  private static void train(long steps, Body body) {
    TrainingPlan plan = Toy.plan(steps);
    try (NDManager manager = Tensors.manager();
        UNet unet = new UNet(plan.unet(), TensorOps.of(Precision.FP32), manager);
        Trainer<Batch> trainer = new Trainer<>(new Denoising(unet, plan), plan.options())) {
      body.accept(trainer, unet);
    }
  }
}

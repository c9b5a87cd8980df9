package corgi.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What docs/adr/0001 rests on: gradients need no collector, so requests need not wait. */
class GradientThreadsTest {
  private static final int THREADS = 2;
  private static final int ROUNDS = 100;

  @Test
  void twoThreadsDifferentiateAtOnceAndGetWhatOneGets() throws Exception {
    List<float[]> alone = new ArrayList<>();
    for (int seed = 0; seed < THREADS; seed++) {
      alone.add(climb(seed, new CyclicBarrier(1)));
    }
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      CyclicBarrier meeting = new CyclicBarrier(THREADS);
      List<Future<float[]>> runs = new ArrayList<>();
      for (int seed = 0; seed < THREADS; seed++) {
        int own = seed;
        runs.add(pool.submit(() -> climb(own, meeting)));
      }
      for (int seed = 0; seed < THREADS; seed++) {
        assertThat(runs.get(seed).get(60, TimeUnit.SECONDS)).containsExactly(alone.get(seed));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** Climbs a small network by its gradient; every 10 rounds all threads meet inside f. */
  private static float[] climb(int seed, CyclicBarrier meeting) {
    try (NDManager manager = Tensors.manager()) {
      var noise = new SeededNoise(manager, seed, 1, 2, 3);
      NDArray kernel = noise.at(0, 0, new Shape(4, 3, 3)).mul(0.2); // (4, 4, 3, 3)
      NDArray end =
          Tensors.scoped(
              () -> {
                NDArray x = noise.at(Noise.INITIAL, 0, new Shape(4, 8, 8));
                for (int i = 0; i < ROUNDS; i++) {
                  NDArray here = x;
                  CyclicBarrier at = i % 10 == 0 ? meeting : new CyclicBarrier(1);
                  x = Tensors.scoped(() -> here.add(gradient(here, kernel, at).mul(0.01)));
                }
                return x;
              });
      return end.toFloatArray();
    }
  }

  private static NDArray gradient(NDArray x, NDArray kernel, CyclicBarrier meeting) {
    TensorOps ops = TensorOps.of(Precision.FP32);
    return Tensors.gradient(
        z -> {
          NDArray y = ops.silu(ops.conv2d(z, kernel, null, Window.same(3))).square();
          await(meeting);
          return y;
        },
        x);
  }

  private static void await(CyclicBarrier meeting) {
    try {
      meeting.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the other thread is not between forward and backward", e);
    }
  }

  @Test
  void recordingOnOneThreadLeavesAnotherAlone() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      boolean seen =
          Tensors.recording(
              () ->
                  Tensors.inference(
                      () -> {
                        try {
                          return other.submit(() -> Tensors.recording(JniUtils::isGradMode)).get();
                        } catch (Exception e) {
                          throw new IllegalStateException(e);
                        }
                      }));
      assertThat(seen).isTrue();
      assertThat(Tensors.inference(JniUtils::isGradMode)).isFalse();
    } finally {
      other.shutdownNow();
    }
  }

  /** Why Corgi has its own: should this ever fail, the record of the decision is out of date. */
  @Test
  void theEnginesCollectorAllowsOnlyOneAtATime() {
    try (GradientCollector first = Engine.getEngine("PyTorch").newGradientCollector()) {
      assertThatThrownBy(() -> Engine.getEngine("PyTorch").newGradientCollector())
          .isInstanceOf(IllegalStateException.class);
      first.zeroGradients();
    }
    Tensors.inference(() -> null);
  }
}

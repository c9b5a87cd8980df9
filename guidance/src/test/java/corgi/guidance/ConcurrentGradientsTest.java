package corgi.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.generation.Corgi;
import corgi.engine.generation.Generation;
import corgi.engine.generation.Progress;
import corgi.engine.generation.Request;
import corgi.engine.generation.Setup;
import corgi.engine.generation.TinyClassifier;
import corgi.engine.generation.TinyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that differentiate through one shared classifier do not see each other. */
class ConcurrentGradientsTest {
  private static final int THREADS = 4;

  @TempDir static Path folder;
  private static Corgi corgi;

  @BeforeAll
  static void load() throws IOException {
    String model = TinyModel.write(folder.resolve("model")).toString();
    Path classifier = TinyClassifier.write(folder.resolve("classifier"), model);
    corgi = Corgi.load(Setup.of(model).classifier(classifier.toString()));
  }

  @AfterAll
  static void close() {
    corgi.close();
  }

  /** Unlike in form, label, strength and seeds; each is of two pictures, drawn side by side. */
  private static List<Request> requests() {
    List<Request> requests = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      requests.add(
          Request.of("a picture")
              .guidance(i < 2 ? "classifier" : "classifier-mean-shift")
              .labels(Map.of("figure", i % 2 == 0 ? "cat" : "dog"))
              .gamma(3 + i)
              .sampler("ddpm")
              .steps(12)
              .seed(10L * i)
              .count(2));
    }
    return requests;
  }

  private static List<float[]> draw(Request request) {
    return corgi.generate(request).drawings().stream().map(d -> d.picture().values()).toList();
  }

  @Test
  void theyGetTheSameBitsAtOnceAsOneAfterAnother() throws Exception {
    List<List<float[]>> alone = requests().stream().map(request -> draw(request)).toList();
    CyclicBarrier together = new CyclicBarrier(THREADS);
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<List<float[]>>> drawn = new ArrayList<>();
      for (Request request : requests()) {
        drawn.add(
            pool.submit(
                () -> {
                  together.await(60, TimeUnit.SECONDS);
                  return draw(request);
                }));
      }
      for (int i = 0; i < THREADS; i++) {
        List<float[]> pictures = drawn.get(i).get(120, TimeUnit.SECONDS);
        for (int k = 0; k < pictures.size(); k++) {
          assertThat(pictures.get(k)).as("request %d", i).containsExactly(alone.get(i).get(k));
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** One picture each, so that pictures drawn side by side have different labels. */
  @Test
  void soDoRequestsHandedOverTogether() {
    List<Request> single = requests().stream().map(request -> request.count(1)).toList();
    List<Generation> together = corgi.generate(single, Progress.NONE);
    for (int i = 0; i < THREADS; i++) {
      assertThat(together.get(i).first().picture().values())
          .as("request %d", i)
          .containsExactly(draw(single.get(i)).get(0));
    }
  }

  /** Without this the others could hold for a classifier that nobody asks. */
  @Test
  void theGradientMatters() {
    Request request = requests().get(0).count(1);
    float[] cat = draw(request).get(0);
    assertThat(draw(request.labels(Map.of("figure", "dog"))).get(0)).isNotEqualTo(cat);
    assertThat(draw(request.gamma(0)).get(0)).isNotEqualTo(cat);
  }
}

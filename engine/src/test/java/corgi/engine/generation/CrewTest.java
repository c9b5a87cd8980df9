package corgi.engine.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import corgi.engine.tensor.Tensors;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CrewTest {
  @Test
  void everyJobIsDoneOnce() {
    AtomicInteger[] done = new AtomicInteger[20];
    for (int i = 0; i < done.length; i++) {
      done[i] = new AtomicInteger();
    }

    new Crew(Crew.THREADS).work(done.length, 3, i -> done[i].incrementAndGet());

    assertThat(done).allMatch(count -> count.get() == 1);
  }

  @Test
  void everyWorkerComputesWithTheSameNumberOfThreads() {
    int before = Tensors.threads();
    Set<Integer> seen = ConcurrentHashMap.newKeySet();
    Tensors.threads(Crew.THREADS + 1);

    new Crew(Crew.THREADS).work(4, 2, i -> seen.add(Tensors.threads()));

    Tensors.threads(before);
    assertThat(seen).containsExactly(Crew.THREADS);
  }

  @Test
  void theFirstFailureStopsTheOthersAndIsThrown() {
    Crew crew = new Crew(Crew.THREADS);
    AtomicInteger done = new AtomicInteger();

    assertThatThrownBy(
            () ->
                crew.work(
                    1000,
                    2,
                    i -> {
                      if (i == 5) {
                        throw new IllegalStateException("job 5");
                      }
                      done.incrementAndGet();
                      while (i == 0 && !crew.failed()) {
                        Thread.onSpinWait();
                      }
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("job 5");
    assertThat(done.get()).isLessThan(1000);
  }
}

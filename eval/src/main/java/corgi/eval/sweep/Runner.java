package corgi.eval.sweep;

import corgi.engine.generation.Corgi;
import corgi.engine.generation.Drawing;
import corgi.engine.generation.Progress;
import corgi.engine.sampling.CancelledException;
import corgi.engine.sampling.NonFiniteException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Draws what is missing, a few cells at once so that all cores are busy. A picture is written as
 * soon as it is finished, a cell when it is whole. A cell that cannot be drawn is noted and left
 * out; a picture that cannot be written ends the sweep.
 */
final class Runner {
  private final SweepFolder folder;
  private final Watch watch;
  private final long total;
  private final Map<String, String> failures = new LinkedHashMap<>();
  private long before; // expected evaluations of the batches that are done
  private long drawn;

  /**
   * @param total evaluations that are expected of all cells
   */
  Runner(SweepFolder folder, Watch watch, long total) {
    this.folder = folder;
    this.watch = watch;
    this.total = total;
  }

  /**
   * Draws the missing pictures of some cells of one setup.
   *
   * @throws IOException if a picture cannot be written
   * @throws CancelledException if the watch cancelled; what is finished is kept
   */
  void draw(Corgi corgi, List<Todo> todo) throws IOException {
    int enough = 8 * Runtime.getRuntime().availableProcessors(); // at its end cores wait
    List<Todo> batch = new ArrayList<>();
    int pictures = 0;
    for (Todo next : todo) {
      batch.add(next);
      pictures += next.seeds().size();
      if (pictures >= enough) {
        attempt(corgi, batch);
        batch = new ArrayList<>();
        pictures = 0;
      }
    }
    if (!batch.isEmpty()) {
      attempt(corgi, batch);
    }
  }

  /** Pictures that were drawn. */
  long drawn() {
    return drawn;
  }

  /** Why cells could not be drawn, by address. */
  Map<String, String> failures() {
    return failures;
  }

  private void attempt(Corgi corgi, List<Todo> batch) throws IOException {
    try {
      drawTogether(corgi, batch);
    } catch (CancelledException e) {
      throw e;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (RuntimeException e) {
      failed(corgi, batch, e);
    }
    before += batch.stream().mapToLong(Todo::work).sum();
  }

  /** Which cell of several failed is found out by drawing what is left of them one by one. */
  private void failed(Corgi corgi, List<Todo> batch, RuntimeException why) throws IOException {
    if (batch.size() == 1) {
      Job job = batch.get(0).job();
      String reason = why.getMessage() == null ? why.toString() : why.getMessage();
      failures.put(job.address(), reason);
      watch.said("failed: %s: %s".formatted(job.cell().title(), reason));
      return;
    }
    long start = before;
    for (Todo one : batch) {
      for (Todo left : Todo.of(List.of(one.job()), folder)) {
        attempt(corgi, List.of(left));
      }
    }
    before = start;
  }

  private void drawTogether(Corgi corgi, List<Todo> batch) throws IOException {
    Batch drawing = new Batch(batch);
    long begun = System.nanoTime();
    try {
      corgi.generate(batch.stream().map(Todo::request).toList(), drawing);
    } catch (CancelledException | NonFiniteException | IllegalArgumentException e) {
      writeDown(batch, drawing, Double.NaN); // others may be whole
      throw e;
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    writeDown(batch, drawing, seconds / drawing.evaluations());
  }

  private void writeDown(List<Todo> batch, Batch drawing, double pace) throws IOException {
    for (Todo done : batch) {
      String address = done.job().address();
      if (done.seeds().stream().allMatch(seed -> folder.has(address, seed))) {
        CellRecord record = folder.record(address).with(drawing.costs.get(address), pace);
        folder.save(address, record, done.job().recipe().toJson());
      }
    }
  }

  /** Writes the pictures of some cells as they come. */
  private final class Batch implements Progress {
    private final List<Todo> owners = new ArrayList<>(); // by picture
    private final List<Long> seeds = new ArrayList<>(); // by picture
    private final Map<String, Map<Long, CellRecord.Cost>> costs = new HashMap<>(); // by address
    private final long work;

    Batch(List<Todo> todo) {
      for (Todo one : todo) {
        costs.put(one.job().address(), new TreeMap<>());
        for (long seed : one.seeds()) {
          owners.add(one);
          seeds.add(seed);
        }
      }
      work = todo.stream().mapToLong(Todo::work).sum();
    }

    long evaluations() {
      return costs.values().stream()
          .flatMap(ofCell -> ofCell.values().stream())
          .mapToLong(CellRecord.Cost::evaluations)
          .sum();
    }

    @Override
    public void stepped(long done, long steps) {
      watch.progressed(before + Math.round((double) work * done / steps), total);
    }

    @Override
    public void drawn(int index, Drawing drawing) {
      String address = owners.get(index).job().address();
      try {
        folder.save(address, seeds.get(index), drawing.png());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      var cost = new CellRecord.Cost(drawing.seconds(), drawing.evaluations());
      costs.get(address).put(seeds.get(index), cost);
      drawn++;
    }

    @Override
    public boolean cancelled() {
      return watch.cancelled();
    }
  }
}

package corgi.eval.sweep;

import corgi.engine.generation.Corgi;
import corgi.engine.generation.Drawing;
import corgi.engine.generation.Generation;
import corgi.engine.generation.Progress;
import corgi.engine.generation.Request;
import corgi.engine.sampling.NonFiniteException;
import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** How long an evaluation takes here: as cells that are done say, or else measured. */
final class Calibration {
  private static final int STEPS = 4; // fewer would pay more for the beginning of a picture
  private static final int MOST_PICTURES = 8;
  private static final double ENOUGH_SECONDS = 0.4;

  private Calibration() {}

  /**
   * Returns seconds of the clock for one evaluation, with as many pictures at once as a sweep
   * draws.
   *
   * @param jobs cells of one setup
   * @return NaN if it cannot be told
   */
  static double pace(Corgi corgi, List<Job> jobs, SweepFolder folder, Watch watch)
      throws IOException {
    double sum = 0;
    int known = 0;
    for (Job job : jobs) {
      double pace = folder.record(job.address()).pace();
      if (Double.isFinite(pace)) {
        sum += pace;
        known++;
      }
    }
    if (known > 0) {
      return sum / known;
    }
    Job usual = Collections.max(jobs, Comparator.comparingLong(Job::evaluations)); // most are dear
    return measure(corgi, usual.cell().asked().request(), watch);
  }

  private static double measure(Corgi corgi, Request request, Watch watch) {
    int cores = Runtime.getRuntime().availableProcessors();
    int steps = request.course().steps();
    // Where a picture is begun with, few steps may be none.
    Request brief = request.steps(request.givens().init() == null ? Math.min(STEPS, steps) : steps);
    Request several = brief.seed(0).count(Math.min(cores, MOST_PICTURES));
    Progress progress = stoppedBy(watch);
    try {
      corgi.generate(brief.seed(0), progress); // the first picture pays for loading
      double pace = Double.NaN;
      double spent = 0;
      while (spent < ENOUGH_SECONDS) { // small models are fast only once they are compiled
        long begun = System.nanoTime();
        Generation made = corgi.generate(several, progress);
        double seconds = (System.nanoTime() - begun) / 1e9;
        pace = seconds / made.drawings().stream().mapToLong(Drawing::evaluations).sum();
        spent += seconds;
      }
      return pace;
    } catch (NonFiniteException e) {
      return Double.NaN; // it will be reported when the cell is drawn
    }
  }

  private static Progress stoppedBy(Watch watch) {
    return new Progress() {
      @Override
      public boolean cancelled() {
        return watch.cancelled();
      }
    };
  }
}

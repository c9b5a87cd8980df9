package corgi.eval.leaderboard;

import corgi.engine.generation.Request;
import corgi.eval.sweep.Asked;
import corgi.eval.sweep.Axes;
import corgi.eval.sweep.Axis;
import corgi.eval.sweep.Cell;
import corgi.eval.sweep.SweepPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is compared, on what, and how.
 *
 * @param common all that is alike for everybody: prompts, model, sampler, steps and so on
 * @param contestants at least one, by different names
 * @param rules how they are compared
 */
public record Contest(Axes common, List<Contestant> contestants, Rules rules) {
  private static final Set<String> OURS = Set.of("guidance", "modify", "gamma");

  /**
   * @throws IllegalArgumentException if there is nobody, somebody twice, or an axis with several
   *     values besides what is asked for
   */
  public Contest {
    contestants = List.copyOf(contestants);
    if (contestants.isEmpty()) {
      throw new IllegalArgumentException("no strategy is left to compare");
    }
    for (Axis axis : common.list()) {
      if (OURS.contains(axis.name()) || axis.isSetting()) {
        throw new IllegalArgumentException(
            "%s: say it with the strategy, as in --guidance 'apg:eta=0 + rescale'"
                .formatted(axis.name()));
      }
      if (axis.values().size() > 1 && !axis.isSubject()) {
        throw new IllegalArgumentException(
            "--%s %s: one value; a leaderboard varies guidance and γ alone"
                .formatted(axis.name(), String.join(",", axis.values())));
      }
    }
    Set<List<String>> known = new LinkedHashSet<>();
    for (Contestant one : contestants) {
      if (!known.add(List.of(one.guidance(), one.modify()))) {
        throw new IllegalArgumentException("--guidance: '%s' is there twice".formatted(one.name()));
      }
    }
  }

  /** How many pictures each strategy and γ gets, of one set of seeds. */
  public long pictures(SweepPlan.Seeds seeds) {
    long subjects = 1;
    for (Axis axis : common.list()) {
      subjects *= axis.values().size();
    }
    return subjects * seeds.count();
  }

  /** Returns the sweep by which γ is chosen: everybody at every γ of the grid. */
  public SweepPlan choice(Asked.Reader reader) throws IOException {
    Map<Contestant, List<String>> gammas = new LinkedHashMap<>();
    for (Contestant one : contestants) {
      gammas.put(one, one.steerable() ? rules.grid() : rules.grid().subList(0, 1));
    }
    return plan(gammas, rules.choose(), reader);
  }

  /**
   * Returns the sweep that is reported: everybody at the γ chosen for it, and at {@link
   * Rules#HARD}.
   *
   * @param chosen for some of the contestants; the others are left out
   */
  public SweepPlan report(Map<Contestant, String> chosen, Asked.Reader reader) throws IOException {
    Map<Contestant, List<String>> gammas = new LinkedHashMap<>();
    chosen.forEach(
        (one, gamma) -> {
          Set<String> both = new LinkedHashSet<>(List.of(gamma));
          if (one.steerable()) {
            both.add(rules.hard());
          }
          gammas.put(one, List.copyOf(both));
        });
    return plan(gammas, rules.report(), reader);
  }

  /** A sweep that is no product: each contestant has its own values of γ. */
  private SweepPlan plan(
      Map<Contestant, List<String>> gammas, SweepPlan.Seeds seeds, Asked.Reader reader)
      throws IOException {
    Map<String, Set<String>> all = new LinkedHashMap<>();
    List<Cell> cells = new ArrayList<>();
    for (var entry : gammas.entrySet()) {
      List<Axis> axes = new ArrayList<>(common.list());
      axes.add(new Axis("guidance", List.of(entry.getKey().guidance())));
      axes.add(new Axis("modify", List.of(entry.getKey().modify())));
      axes.add(new Axis("gamma", entry.getValue()));
      for (Axis axis : axes) {
        all.computeIfAbsent(axis.name(), name -> new LinkedHashSet<>()).addAll(axis.values());
      }
      cells.addAll(SweepPlan.of(new Axes(axes), seeds, reader).cells());
    }
    List<Axis> joined = new ArrayList<>();
    all.forEach((name, values) -> joined.add(new Axis(name, ordered(name, values))));
    return new SweepPlan(new Axes(joined), seeds, seeded(cells, seeds));
  }

  /**
   * Gives each prompt seeds of its own, the same for everybody and every γ. The cells of a prompt
   * follow each other, so that what else the machine does meanwhile costs everybody alike.
   */
  private List<Cell> seeded(List<Cell> cells, SweepPlan.Seeds seeds) {
    Map<Map<String, String>, List<Cell>> bySubject = new LinkedHashMap<>();
    for (Cell cell : cells) {
      bySubject.computeIfAbsent(subject(cell), subject -> new ArrayList<>()).add(cell);
    }
    List<Cell> seeded = new ArrayList<>();
    int subject = 0;
    for (List<Cell> some : bySubject.values()) {
      SweepPlan.Seeds own = rules.of(seeds, subject++);
      for (Cell cell : some) {
        Request request = cell.asked().request().seed(own.first()).count(own.count());
        Asked asked = new Asked(cell.asked().setup(), request);
        seeded.add(new Cell(cell.values(), cell.arguments(), asked));
      }
    }
    return seeded;
  }

  private Map<String, String> subject(Cell cell) {
    Map<String, String> subject = new LinkedHashMap<>();
    common.list().stream()
        .filter(Axis::isSubject)
        .forEach(axis -> subject.put(axis.name(), cell.values().get(axis.name())));
    return subject;
  }

  private static List<String> ordered(String axis, Set<String> values) {
    return axis.equals("gamma")
        ? values.stream()
            .sorted((a, b) -> Double.compare(Double.parseDouble(a), Double.parseDouble(b)))
            .toList()
        : List.copyOf(values);
  }
}

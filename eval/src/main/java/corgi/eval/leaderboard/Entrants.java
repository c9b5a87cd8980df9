package corgi.eval.leaderboard;

import corgi.engine.generation.Corgi;
import corgi.engine.generation.Request;
import corgi.engine.generation.Setup;
import corgi.engine.model.Evaluation;
import corgi.engine.model.GuidancePlugin;
import corgi.engine.plugin.Plugins;
import corgi.engine.sampling.NonFiniteException;
import corgi.eval.sweep.Asked;
import corgi.eval.sweep.Axes;
import corgi.eval.sweep.Axis;
import corgi.eval.sweep.Cell;
import corgi.eval.sweep.SweepPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who takes part where nobody is named: the default guidance and every strategy on the class path
 * that the model can use as it is.
 *
 * @param contestants those
 * @param leftOut the others, and why
 */
public record Entrants(List<Contestant> contestants, List<LeftOut> leftOut) {
  private static final String PROBE = "3"; // any γ at which strategies differ
  private static final int BRIEF = 2; // steps: what does not suit the sampler shows in drawing

  public Entrants {
    contestants = List.copyOf(contestants);
    leftOut = List.copyOf(leftOut);
  }

  /** Those that were named, all of them. */
  public static Entrants named(List<String> names) {
    return new Entrants(names.stream().map(Contestant::parse).toList(), List.of());
  }

  /**
   * Asks the model.
   *
   * @param common all that is alike for everybody
   * @throws IOException if the model is missing or damaged
   * @throws IllegalArgumentException if it can use none
   */
  public static Entrants all(Axes common, Asked.Reader reader) throws IOException {
    List<LeftOut> leftOut = new ArrayList<>();
    List<Contestant> all = new ArrayList<>(List.of(Contestant.parse(Contestant.DEFAULT)));
    for (GuidancePlugin plugin : Plugins.all(GuidancePlugin.class).values()) {
      String reason = needs(plugin, common);
      if (reason.isEmpty()) {
        all.add(Contestant.parse(plugin.name()));
      } else {
        leftOut.add(new LeftOut(plugin.name(), reason));
      }
    }
    Map<Setup, List<Contestant>> bySetup = new LinkedHashMap<>();
    Map<Contestant, Asked> asked = new LinkedHashMap<>();
    for (Contestant one : all) {
      asked.put(one, probe(one, common, reader));
      bySetup.computeIfAbsent(asked.get(one).setup(), setup -> new ArrayList<>()).add(one);
    }
    Map<Contestant, String> reasons = new LinkedHashMap<>();
    for (var entry : bySetup.entrySet()) {
      reasons.putAll(refusals(entry.getKey(), entry.getValue(), asked));
    }
    List<Contestant> able = new ArrayList<>(all);
    able.removeAll(reasons.keySet());
    if (able.isEmpty()) {
      throw new IllegalArgumentException(reasons.values().iterator().next());
    }
    reasons.forEach((one, reason) -> leftOut.add(new LeftOut(one.name(), reason)));
    return new Entrants(able, leftOut);
  }

  /** What a strategy cannot do without, and nobody has given here; "" for nothing. */
  private static String needs(GuidancePlugin plugin, Axes common) {
    boolean negative = common.list().stream().anyMatch(axis -> axis.name().equals("negative"));
    if (plugin.base().equals(Evaluation.EMPTY) && !negative) {
      return "takes from a negative prompt, and there is none";
    }
    if (plugin.prompts() > 1) {
      return "combines several prompts";
    }
    return plugin.gamma().isEmpty() && !plugin.settings().isEmpty()
        ? "has no γ, but a strength for each condition besides the prompt"
        : "";
  }

  private static Asked probe(Contestant one, Axes common, Asked.Reader reader) throws IOException {
    List<Axis> axes = new ArrayList<>();
    common.list().forEach(axis -> axes.add(new Axis(axis.name(), axis.values().subList(0, 1))));
    axes.add(new Axis("guidance", List.of(one.guidance())));
    axes.add(new Axis("gamma", List.of(PROBE)));
    Cell cell = SweepPlan.of(new Axes(axes), new SweepPlan.Seeds(0, 1), reader).cells().get(0);
    return cell.asked();
  }

  /** Why those of one setup cannot draw, or need not. */
  private static Map<Contestant, String> refusals(
      Setup setup, List<Contestant> some, Map<Contestant, Asked> asked) throws IOException {
    Map<Contestant, String> reasons = new LinkedHashMap<>();
    Map<String, String> known = new LinkedHashMap<>(); // names by recipe
    try (Corgi corgi = Corgi.load(setup)) {
      for (Contestant one : some) {
        Request request = asked.get(one).request();
        try {
          corgi.generate(request.steps(Math.min(BRIEF, request.course().steps())));
          String twin = known.putIfAbsent(corgi.recipe(request).toJson(), one.name());
          if (twin != null) {
            reasons.put(one, "is the %s of this model".formatted(twin));
          }
        } catch (IllegalArgumentException e) {
          reasons.put(one, e.getMessage());
        } catch (NonFiniteException e) {
          continue; // of two steps; with more it may be well
        }
      }
    } catch (IllegalArgumentException e) {
      some.forEach(one -> reasons.put(one, e.getMessage())); // a companion does not suit the model
    }
    return reasons;
  }
}

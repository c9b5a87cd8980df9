package corgi.cli;

import corgi.engine.generation.Drawing;
import corgi.engine.generation.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How the pictures of a command stand on a sheet. Several γ: a row per prompt and seed, a column
 * per γ. One γ: a row per prompt, a column per seed; one prompt alone is broken into rows.
 *
 * @param plan what was asked for
 * @param byRequest the pictures by request, then by seed
 */
record SheetPlan(GenPlan plan, List<List<Drawing>> byRequest) {
  /** Returns the sheet as a picture. */
  Raster render(Function<Drawing, Raster> pixels) {
    if (plan.gammas().size() > 1) {
      return byGamma(pixels).render();
    }
    return (plan.prompts().size() > 1 ? bySeed(pixels) : square(pixels)).render();
  }

  private Sheet byGamma(Function<Drawing, Raster> pixels) {
    List<String> columns = plan.gammas().stream().map(g -> "γ = " + number(g)).toList();
    List<Sheet.Row> rows = new ArrayList<>();
    int seeds = plan.seeds().size();
    for (int p = 0; p < plan.prompts().size(); p++) {
      for (int s = 0; s < seeds; s++) {
        List<Raster> cells = new ArrayList<>();
        for (int g = 0; g < columns.size(); g++) {
          cells.add(pixels.apply(byRequest.get(p * columns.size() + g).get(s)));
        }
        String caption = plan.title(p) + (seeds > 1 ? " #" + plan.seeds().get(s) : "");
        rows.add(new Sheet.Row(caption, cells));
      }
    }
    return new Sheet("", columns, rows);
  }

  private Sheet bySeed(Function<Drawing, Raster> pixels) {
    List<String> columns = plan.seeds().stream().map(seed -> "#" + seed).toList();
    List<Sheet.Row> rows = new ArrayList<>();
    for (int p = 0; p < plan.prompts().size(); p++) {
      List<Raster> cells = byRequest.get(p).stream().map(pixels).toList();
      rows.add(new Sheet.Row(plan.title(p), cells));
    }
    return new Sheet("γ = " + number(plan.gammas().get(0)), columns, rows);
  }

  private Sheet square(Function<Drawing, Raster> pixels) {
    List<Drawing> all = byRequest.get(0);
    int across = (int) Math.ceil(Math.sqrt(all.size()));
    List<Sheet.Row> rows = new ArrayList<>();
    for (int from = 0; from < all.size(); from += across) {
      List<Drawing> some = all.subList(from, Math.min(from + across, all.size()));
      String last = some.size() > 1 ? " to #" + some.get(some.size() - 1).seed() : "";
      rows.add(new Sheet.Row("#" + some.get(0).seed() + last, some.stream().map(pixels).toList()));
    }
    String title = plan.title(0) + ", γ = " + number(plan.gammas().get(0));
    return new Sheet(title, List.of(), rows);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e6
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** Returns all pictures, by request, then by seed. */
  List<Drawing> drawings() {
    return byRequest.stream().flatMap(List::stream).toList();
  }

  /** Returns the recipes of all pictures as a JSON list. */
  String metadata() {
    return drawings().stream().map(d -> d.recipe().toJson()).toList().toString();
  }

  /** Returns one line about the sheet. */
  String summary() {
    List<Long> seeds = plan.seeds();
    String which =
        seeds.size() == 1
            ? "seed " + seeds.get(0)
            : "seeds %d to %d".formatted(seeds.get(0), seeds.get(seeds.size() - 1));
    double seconds = drawings().stream().mapToDouble(Drawing::seconds).average().orElse(0);
    return "%d pictures, %s, %.1f s each".formatted(drawings().size(), which, seconds);
  }
}

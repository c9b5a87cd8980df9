package corgi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import corgi.eval.Accuracy;
import corgi.eval.AttributeClassifier;
import corgi.eval.Nearest;
import corgi.eval.Sample;
import corgi.eval.Subject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The measures of an evaluation, as a table or as JSON: {@code rows} of {@code pairs}, {@code
 * gamma} (null for real pictures), {@code measures} by name, and {@code pictures} with what was
 * wanted and seen on each.
 *
 * @param plan what was asked for
 * @param rows what came of it
 * @param classifier that judged
 */
record EvalReport(EvalPlan plan, List<EvalRow> rows, AttributeClassifier classifier) {
  /** Returns a table: a line per row, a column per measure. */
  String toText() {
    Set<String> measures = new LinkedHashSet<>();
    rows.forEach(row -> measures.addAll(row.measures().keySet()));
    List<List<String>> cells = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("pairs", "pictures"));
    measures.forEach(name -> head.add(shortName(name)));
    cells.add(head);
    for (EvalRow row : rows) {
      List<String> line = new ArrayList<>(List.of(row.pairs().words, row.source()));
      for (String name : measures) {
        Double value = row.measures().get(name);
        line.add(value == null ? "-" : Numbers.rounded(value));
      }
      cells.add(line);
    }
    return table(cells)
        + "%d pictures a row; frechet, in features of %s, and nearest are against %d real ones"
            .formatted(plan.count(), classifier.features(), plan.references());
  }

  /** {@code accuracy.face} is face, {@code frechet[features]} frechet. */
  private static String shortName(String name) {
    return name.replaceAll("\\[.*", "").replaceAll(".*\\.", "");
  }

  /** The first two columns to the left, numbers to the right. */
  private static String table(List<List<String>> cells) {
    StringBuilder text = new StringBuilder();
    for (List<String> line : cells) {
      StringBuilder row = new StringBuilder();
      for (int c = 0; c < line.size(); c++) {
        int column = c;
        int width = cells.stream().mapToInt(other -> other.get(column).length()).max().getAsInt();
        row.append(("%" + (c < 2 ? "-" : "") + width + "s  ").formatted(line.get(c)));
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /** Returns one line of JSON. */
  String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("features", classifier.features());
    json.put("evaluatorData", classifier.config().origin().hash());
    json.put("count", plan.count()).put("seed", plan.seed()).put("references", plan.references());
    ArrayNode list = json.putArray("rows");
    for (EvalRow row : rows) {
      ObjectNode entry = list.addObject().put("pairs", row.pairs().words);
      entry.put("gamma", row.gamma());
      ObjectNode measures = entry.putObject("measures");
      row.measures().forEach(measures::put);
      pictures(entry.putArray("pictures"), row.answers());
    }
    return json.toString();
  }

  private static void pictures(ArrayNode pictures, EvalRow.Answers answers) {
    Sample sample = answers.sample();
    for (int i = 0; i < sample.subjects().size(); i++) {
      Subject subject = sample.subjects().get(i);
      ObjectNode picture = pictures.addObject();
      picture.put("prompt", answers.questions().get(i).prompt());
      ObjectNode wanted = picture.putObject("wanted");
      subject.wanted().forEach(wanted::put);
      ObjectNode seen = picture.putObject("seen");
      subject.reading().labels().forEach(seen::put);
      picture.put("right", Accuracy.isRight(subject));
      Nearest.Match nearest = Nearest.find(subject.picture(), sample.training());
      picture
          .putObject("nearest")
          .put("distance", nearest.distance())
          .put("index", nearest.index());
      if (!answers.drawings().isEmpty()) {
        String recipe = answers.drawings().get(i).recipe().toJson();
        picture.putRawValue("request", new RawValue(recipe));
      }
    }
  }
}

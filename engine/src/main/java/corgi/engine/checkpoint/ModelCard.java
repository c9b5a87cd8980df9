package corgi.engine.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.unet.UNetConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The README of a stored model: what it is, how it was made, whose pictures it learned from. */
final class ModelCard {
  private static final String TEXT =
      """
        # A model drawn by Corgi

        A diffusion model of %d×%d pictures with %,d parameters, trained by Corgi on \
        the data set "%s".

        | | |
        |---|---|
        | data | %s, hash `%s` |
        | held out | %s |
        | told | %s |
        | predicts | %s |
        | training | seed %d, %,d steps, %,d examples, %.1f minutes, %s |
        | began from | %s |
        | made by | Corgi %s, commit %s |

        Draw with it: `./gen %s--model THIS_FOLDER`. It knows the subjects of its \
        data and nothing else, and its pictures inherit their licences.

        ## Licences of the data

        ```
        %s
        ```
        """;

  private ModelCard() {}

  static String of(Checkpoint checkpoint, long parameters) {
    UNetConfig.Ends ends = checkpoint.unet().ends();
    Provenance provenance = checkpoint.provenance();
    Provenance.Data data = provenance.data();
    Provenance.Training training = provenance.training();
    return String.format(
        Locale.ROOT,
        TEXT,
        ends.sampleSize(),
        ends.sampleSize(),
        parameters,
        data.name(),
        data.name(),
        data.hash(),
        data.heldOut(),
        told(provenance),
        checkpoint.scheduler().path("prediction_type").asText("epsilon"),
        training.seed(),
        training.steps(),
        training.examples(),
        training.seconds() / 60,
        training.precision().name().toLowerCase(Locale.ROOT),
        training.start(),
        provenance.version(),
        provenance.commit(),
        provenance.text() == null ? "" : "\"a cat wearing sunglasses\" ",
        data.licences().strip());
  }

  private static String told(Provenance provenance) {
    List<String> told = new ArrayList<>();
    Provenance.Text text = provenance.text();
    if (text != null) {
      told.add(
          String.format(
              Locale.ROOT,
              "text, by %s, %d tokens; the null condition is \"%s\", shown for %.0f %% of the"
                  + " examples",
              text.encoder(),
              text.length(),
              text.nullCondition(),
              100 * text.dropped()));
    }
    for (ObjectNode condition : provenance.conditions()) {
      told.add("`%s`".formatted(condition));
    }
    return told.isEmpty() ? "nothing" : String.join("; ", told);
  }
}

package corgi.cli;

import corgi.engine.data.Dataset;
import corgi.engine.data.DatasetRequest;
import corgi.engine.data.Datasets;
import corgi.engine.data.Portraits;
import corgi.engine.data.Split;
import corgi.engine.generation.Request;
import corgi.engine.generation.Words;
import corgi.eval.Question;
import java.util.ArrayList;
import java.util.List;

/**
 * What is drawn and compared.
 *
 * @param requests one per γ, with any prompt and seed
 * @param count questions of each kind of pairs
 * @param seed of the questions, and of the first picture
 * @param references real pictures of each kind
 */
record EvalPlan(List<Request> requests, int count, long seed, int references) {
  private static final int MOST = 100_000;

  EvalPlan {
    requests = List.copyOf(requests);
    if (count < 2 || count > MOST) {
      throw new IllegalArgumentException("--count %d: must be from 2 to %d".formatted(count, MOST));
    }
    if (references < 2 || references > MOST) {
      throw new IllegalArgumentException(
          "--references %d: must be from 2 to %d".formatted(references, MOST));
    }
  }

  /** Kinds of pairs of a figure and an accessory. */
  enum Pairs {
    /** Shown in training. */
    SEEN("seen", Split.SEEN),

    /** Left out of a training with a hold-out. */
    NEVER_SEEN("never-seen", Split.HELD_OUT);

    final String words;
    final Split split;

    Pairs(String words, Split split) {
      this.words = words;
      this.split = split;
    }

    /** Opens the real pictures. */
    Dataset open(int resolution) {
      return Datasets.open(Portraits.NAME, new DatasetRequest(resolution, split));
    }
  }

  /** The steps of all pictures. */
  long steps() {
    return (long) Pairs.values().length
        * count
        * requests.stream().mapToLong(request -> request.course().steps()).sum();
  }

  /** Draws the questions about one kind of pairs. */
  List<Question> questions(Dataset dataset) {
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      questions.add(Question.draw(dataset, seed, i));
    }
    return questions;
  }

  /** Returns the request for question i. */
  Request request(Request steered, Question question, int i) {
    Words words = new Words(List.of(question.prompt()), steered.words().negative());
    return new Request(words, steered.steering(), steered.course(), List.of(seed + i));
  }
}

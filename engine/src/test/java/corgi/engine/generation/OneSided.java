package corgi.engine.generation;

import ai.djl.ndarray.NDArray;
import com.google.auto.service.AutoService;
import corgi.engine.model.Answers;
import corgi.engine.model.Evaluation;
import corgi.engine.model.Explanation;
import corgi.engine.model.Guidance;
import corgi.engine.model.GuidancePlugin;
import corgi.engine.plugin.Settings;
import corgi.engine.sampling.Stage;
import java.util.List;

/** Guidance for tests that asks one question and passes the answer on. */
record OneSided(Evaluation asked) implements Guidance {
  @Override
  public List<Evaluation> evaluations(Stage stage) {
    return List.of(asked);
  }

  @Override
  public NDArray combine(NDArray x, Stage stage, Answers answers) {
    return answers.clean(asked);
  }

  /** {@code plain}: with the prompt. */
  @AutoService(GuidancePlugin.class)
  public static final class Plain implements GuidancePlugin {
    @Override
    public String name() {
      return "plain";
    }

    @Override
    public String summary() {
      return "for tests";
    }

    @Override
    public Explanation explanation() {
      return new Explanation("x̂₀ = c or u", "For tests.");
    }

    @Override
    public Guidance create(Settings settings) {
      return new OneSided(Evaluation.CONDITIONAL);
    }
  }

  /** {@code unconditional}: without it. */
  @AutoService(GuidancePlugin.class)
  public static final class Unconditional implements GuidancePlugin {
    @Override
    public String name() {
      return "unconditional";
    }

    @Override
    public String summary() {
      return "for tests";
    }

    @Override
    public Explanation explanation() {
      return new Explanation("x̂₀ = c or u", "For tests.");
    }

    @Override
    public Guidance create(Settings settings) {
      return new OneSided(Evaluation.UNCONDITIONAL);
    }
  }
}

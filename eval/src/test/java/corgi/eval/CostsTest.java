package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostsTest implements MetricLaws {
  @Override
  public Costs metric() {
    return new Costs();
  }

  private static Shown costing(Cost cost) {
    Asked asked = new Asked("", Map.of(), cost);
    return new Shown("a", asked, Answer.NONE, new double[0], Map.of());
  }

  @Test
  void areMeansOfWhatIsKnown() {
    List<Shown> shown =
        List.of(costing(new Cost(1, 20)), costing(new Cost(2, -1)), costing(Cost.UNKNOWN));
    var answers = metric().of(Pixels.evidence(shown, null));
    assertThat(answers).extracting(Measurement::name).containsExactly("seconds", "evaluations");
    assertThat(answers).extracting(Measurement::value).containsExactly(1.5, 20.0);
    assertThat(answers).extracting(Measurement::count).containsExactly(2L, 1L);
  }

  @Test
  void ofPicturesThatDoNotSayAreLeftOut() {
    List<Shown> shown = List.of(costing(Cost.UNKNOWN), costing(Cost.UNKNOWN));
    assertThat(metric().of(Pixels.evidence(shown, null))).isEmpty();
    assertThatThrownBy(() -> new Cost(-1, 2)).hasMessageContaining("must not be negative");
  }
}

package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.data.Portraits;
import corgi.engine.data.Split;
import org.junit.jupiter.api.Test;

class QuestionTest {
  @Test
  void asksForPairsOfTheSplitAndWantsWhatThePromptSays() {
    Portraits never = new Portraits(new Portraits.Options(8, Split.HELD_OUT));
    Portraits seen = new Portraits(new Portraits.Options(8, Split.SEEN));
    int backgrounds = 0;
    for (int i = 0; i < 40; i++) {
      Question question = Question.draw(never, 1, i);
      assertThat(Portraits.isHeldOut(question.wanted())).isTrue();
      assertThat(Portraits.isHeldOut(Question.draw(seen, 1, i).wanted())).isFalse();
      assertThat(question.wanted()).containsKeys("figure", "face", "head");
      boolean named = question.wanted().containsKey("background");
      assertThat(question.prompt().contains("background")).isEqualTo(named);
      backgrounds += named ? 1 : 0;
    }
    assertThat(backgrounds).isBetween(8, 32);
  }

  @Test
  void isAFunctionOfSeedAndNumber() {
    Portraits portraits = new Portraits(new Portraits.Options(8, Split.ALL));
    Question question = Question.draw(portraits, 7, 3);
    Question again = Question.draw(portraits, 7, 3);
    assertThat(again.prompt()).isEqualTo(question.prompt());
    assertThat(again.real().values()).isEqualTo(question.real().values());
    assertThat(Question.draw(portraits, 8, 3).real().values())
        .isNotEqualTo(question.real().values());
    assertThat(Question.draw(portraits, 7, 4).real().values())
        .isNotEqualTo(question.real().values());
  }
}

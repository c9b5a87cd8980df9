package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FurtherPromptTest {
  @Test
  void aNumberAfterTheLastAtIsTheStrength() {
    assertThat(FurtherPrompt.parse("a frog")).isEqualTo(new FurtherPrompt("a frog", null));
    assertThat(FurtherPrompt.parse("a frog@2.5")).isEqualTo(new FurtherPrompt("a frog", 2.5));
    assertThat(FurtherPrompt.parse("a frog @ -1")).isEqualTo(new FurtherPrompt("a frog", -1.0));
    assertThat(FurtherPrompt.parse("me@home")).isEqualTo(new FurtherPrompt("me@home", null));
    assertThat(FurtherPrompt.parse("me@home@.5")).isEqualTo(new FurtherPrompt("me@home", 0.5));
  }
}

package corgi.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PackingTest {
  private static long[] prompt(int n) {
    long[] ids = new long[n];
    java.util.Arrays.fill(ids, n);
    return ids;
  }

  @Test
  void promptsStandEndToEnd() {
    Packing only = only(List.of(prompt(3), prompt(2)));
    assertThat(only.ids()).hasSize(128).startsWith(3, 3, 3, 2, 2, 0, 0).endsWith(0);
    assertThat(only.places()).hasSize(128).startsWith(0, 1, 2, 0, 1, 0, 0).endsWith(0);
    assertThat(only.cuts()).containsExactly(3, 5);
  }

  @Test
  void whatFillsItsRowsEndsWithoutACut() {
    assertThat(only(List.of(prompt(100), prompt(28))).cuts()).containsExactly(100);
    assertThat(only(List.of(prompt(128))).cuts()).isEmpty();
  }

  private static Packing only(List<long[]> prompts) {
    List<Packing> packings = Packing.of(prompts, 512);
    assertThat(packings).hasSize(1);
    return packings.get(0);
  }

  @Test
  void orderIsKeptAndLongPromptsStandAlone() {
    List<Packing> packings =
        Packing.of(List.of(prompt(100), prompt(29), prompt(129), prompt(5)), 512);
    assertThat(packings).extracting(Packing::rows).containsExactly(128, 128, 512, 128);
    assertThat(packings.stream().flatMap(p -> p.prompts().stream()).map(p -> p.length))
        .containsExactly(100, 29, 129, 5);
    assertThat(packings.get(2).cuts()).containsExactly(129);
  }

  @Test
  void promptsWithoutTokensOrWithTooManyAreRefused() {
    assertThatThrownBy(() -> Packing.of(List.of(prompt(0)), 512)).hasMessageContaining("0 tokens");
    assertThatThrownBy(() -> Packing.of(List.of(prompt(513)), 512))
        .hasMessageContaining("513 tokens in a prompt: must be between 1 and 512");
  }
}

package corgi.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import corgi.engine.sampling.SamplerPlugin;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearNamesTest {
  @Test
  void lettersPutInLeftOutReplacedOrSwappedAreNear() {
    List<String> known = List.of("apg", "cfg", "classifier", "perp-neg");
    assertThat(NearNames.nearest("agp", known)).contains("apg");
    assertThat(NearNames.nearest("clasifier", known)).contains("classifier");
    assertThat(NearNames.nearest("perpneg", known)).contains("perp-neg");
    assertThat(NearNames.nearest("magic", known)).isEmpty();
    assertThat(NearNames.hint("magic", known)).isEmpty();
    assertThat(NearNames.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(NearNames.distance("ab", "ba")).isEqualTo(1);
  }

  @Test
  void aMistypedPluginOrSettingIsHintedAt() {
    Spec name = Spec.parse("euler-ancestrall");
    assertThatThrownBy(() -> Plugins.create(SamplerPlugin.class, "sampler", name))
        .hasMessageEndingWith("; did you mean 'euler-ancestral'?");
    Spec setting = Spec.parse("ddim:eat=1");
    assertThatThrownBy(() -> Plugins.create(SamplerPlugin.class, "sampler", setting))
        .hasMessageContaining("no setting 'eat'")
        .hasMessageContaining("did you mean 'eta'?");
  }
}

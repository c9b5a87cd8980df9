package corgi.eval.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisValuesTest {
  @Test
  void settingsBelongToTheNameOnTheirLeft() {
    assertThat(AxisValues.split("cfg,apg:eta=0,norm=2,tcfg"))
        .containsExactly("cfg", "apg:eta=0,norm=2", "tcfg");
    assertThat(AxisValues.split("0,1,4,points=2")).containsExactly("0", "1", "4,points=2");
    assertThat(AxisValues.split("figure=cat,face=sunglasses"))
        .containsExactly("figure=cat,face=sunglasses");
    assertThat(AxisValues.split("1,,2")).containsExactly("1", "", "2");
  }

  @Test
  void aSettingIsThatOfEveryStrategyUnlessOneIsNamed() {
    assertThat(AxisValues.setting("eta=0,0.5"))
        .isEqualTo(new Axis("guidance.eta", List.of("0", "0.5")));
    assertThat(AxisValues.setting("apg.eta=1")).isEqualTo(new Axis("apg.eta", List.of("1")));
    assertThatThrownBy(() -> AxisValues.setting("eta")).hasMessageContaining("expected name=value");
    assertThatThrownBy(() -> AxisValues.setting("=1")).hasMessageContaining("expected name=value");
    assertThatThrownBy(() -> AxisValues.setting("eta=much"))
        .hasMessage("--set eta: 'much' is no number");
  }
}

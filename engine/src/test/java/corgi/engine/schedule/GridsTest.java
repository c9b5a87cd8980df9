package corgi.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GridsTest {
  private static final VpSchedule SCHEDULE =
      VpSchedule.ofBetas(Betas.LINEAR.table(new Betas.Span(1e-4, 0.02, 1000)));

  private static double[] times(Spacing spacing, int steps) {
    return Grids.spaced(SCHEDULE, spacing, steps).levels().stream()
        .mapToDouble(NoiseLevel::t)
        .toArray();
  }

  @Test
  void spacingsByHand() {
    assertThat(times(Spacing.LEADING, 4)).containsExactly(750, 500, 250, 0);
    assertThat(times(Spacing.TRAILING, 4)).containsExactly(999, 749, 499, 249);
    assertThat(times(Spacing.LINSPACE, 4)).containsExactly(999, 666, 333, 0);
    assertThat(Spacing.LEADING.timesAboveZero(1000, 4)).containsExactly(800, 600, 400, 200);
    assertThat(Spacing.LINSPACE.timesAboveZero(1000, 3)).containsExactly(999, 666, 333);
    assertThat(times(Spacing.LINSPACE, 1)).containsExactly(0);
  }

  @Test
  void halvesRoundToEven() {
    // 1000 − 62.5·i: 937.5 → 938 and 812.5 → 812
    assertThat(Arrays.copyOf(times(Spacing.TRAILING, 16), 4)).containsExactly(999, 937, 874, 811);
  }

  @Test
  void trailingHasAsManyTimesAsSteps() {
    for (int steps = 1; steps <= 1000; steps++) {
      assertThat(Spacing.TRAILING.times(1000, steps)).hasSize(steps);
    }
  }

  @Test
  void gridsEndClean() {
    Grid grid = Grids.spaced(SCHEDULE, Spacing.TRAILING, 5);
    assertThat(grid.nexts().get(4)).isEqualTo(NoiseLevel.CLEAN);
    assertThat(grid.nexts().get(0)).isEqualTo(grid.levels().get(1));
    assertThat(grid.initialScale()).isEqualTo(1);
  }

  @Test
  void karrasRunsEvenlyInTheSeventhRoot() {
    Grid grid = Grids.karras(SCHEDULE, 3);
    double most = Math.pow(SCHEDULE.at(999).kappa(), 1 / 7.0);
    double least = Math.pow(SCHEDULE.at(0).kappa(), 1 / 7.0);
    assertThat(grid.levels().get(0).t()).isCloseTo(999, within(1e-6));
    assertThat(grid.levels().get(1).kappa())
        .isCloseTo(Math.pow((most + least) / 2, 7), within(1e-9));
    assertThat(grid.levels().get(2).t()).isCloseTo(0, within(1e-6));
  }

  @Test
  void betaQuantilesByAClosedForm() {
    // Beta(½, ½) is the arcsine law: its quantile is sin²(πp/2)
    for (double p : new double[] {0, 0.01, 0.3, 0.5, 0.8, 1}) {
      double sine = Math.sin(Math.PI * p / 2);
      assertThat(BetaDistribution.quantile(0.5, p)).isCloseTo(sine * sine, within(1e-12));
    }
    assertThat(Kappas.BETA.from(10, 1, 3))
        .containsExactly(new double[] {10, 5.5, 1}, within(1e-12));
  }

  @Test
  void exponentialRunsEvenlyInTheLogarithm() {
    assertThat(Kappas.EXPONENTIAL.from(100, 1, 3))
        .containsExactly(new double[] {100, 10, 1}, within(1e-9));
  }

  @Test
  void powersOfTheLogarithmByHand() {
    assertThat(new PolyExponentialKappas(2).from(10_000, 1, 3))
        .containsExactly(new double[] {10_000, 10, 1}, within(1e-9)); // 4 digits · (½)²
    assertThat(new KarrasKappas(2).from(9, 1, 3))
        .containsExactly(new double[] {9, 4, 1}, within(1e-12));
    assertThatThrownBy(() -> new KarrasKappas(0)).hasMessage("ρ = 0.0: must be positive");
    assertThatThrownBy(() -> new PolyExponentialKappas(-1)).hasMessageContaining("ρ = -1.0");
  }

  @Test
  void levelsBetweenAreThoseOfTheScheduleWhereItIsKnown() {
    Grid grid = Grids.spaced(SCHEDULE, Spacing.TRAILING, 5);
    assertThat(grid.between().ofKappa(1.5)).isEqualTo(SCHEDULE.ofKappa(1.5));
    assertThat(Grids.exploding(80, 2).between().ofKappa(5)).isEqualTo(new NoiseLevel(1, 5, 5));
    assertThat(Grids.along(Scaling.PRESERVING, 0.75).initialScale()).isCloseTo(0.6, within(1e-12));
  }

  @Test
  void elsewhereTimesRunEvenlyInTheLogarithmAndStayInside() {
    var high = new NoiseLevel(0.6, 0.8, 500);
    var low = new NoiseLevel(0.8, 0.6, 250);
    Grid grid = Grid.through(List.of(new NoiseLevel(0, 1, 999), high, low, NoiseLevel.CLEAN), 1);
    NoiseLevel middle = grid.between().ofKappa(1);
    assertThat(middle.t()).isCloseTo(375, within(1e-9));
    assertThat(middle.alpha()).isCloseTo(Math.sqrt(0.5), within(1e-12));
    assertThat(grid.between().ofKappa(2).t()).isEqualTo(500);
    assertThat(grid.between().ofKappa(0.1).t()).isEqualTo(250);
    assertThatThrownBy(() -> grid.between().ofKappa(0)).hasMessageContaining("κ = 0.0");
    var wide = List.of(new NoiseLevel(1, 80, 80), new NoiseLevel(1, 1, 1), NoiseLevel.CLEAN);
    assertThat(Grid.through(wide, 80).between().ofKappa(9).alpha()).isEqualTo(1);
  }

  @Test
  void refusesWhatTheScheduleHasNot() {
    assertThatThrownBy(() -> Grids.spaced(SCHEDULE, Spacing.LEADING, 0))
        .hasMessage("steps = 0: must be between 1 and 1000, the steps of training");
    assertThatThrownBy(() -> Grids.spaced(SCHEDULE, Spacing.LEADING, 1001))
        .hasMessageContaining("steps = 1001");
    assertThatThrownBy(() -> Grids.karras(SCHEDULE.zeroTerminal(), 5))
        .hasMessageContaining("pure noise");
  }
}

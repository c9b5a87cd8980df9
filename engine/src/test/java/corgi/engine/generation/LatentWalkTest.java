package corgi.engine.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatentWalkTest {
  private static final float[] EAST = {2, 0};
  private static final float[] NORTH = {0, 2};

  @Test
  void everyWalkBeginsAndEndsWhereItIsTold() {
    for (LatentWalk walk : LatentWalk.values()) {
      assertThat(walk.at(0, EAST, NORTH)).containsExactly(EAST, within(1e-6f));
      assertThat(walk.at(1, EAST, NORTH)).containsExactly(NORTH, within(1e-6f));
    }
  }

  @Test
  void theLineComesNearTheMiddleAndTheArcDoesNot() {
    assertThat(LatentWalk.LINEAR.at(0.5, EAST, NORTH)).containsExactly(1, 1);
    float diagonal = (float) Math.sqrt(2);
    assertThat(LatentWalk.SPHERICAL.at(0.5, EAST, NORTH))
        .containsExactly(new float[] {diagonal, diagonal}, within(1e-6f));
    float thirtyDegrees = (float) Math.sqrt(3);
    assertThat(LatentWalk.SPHERICAL.at(1 / 3.0, EAST, NORTH))
        .containsExactly(new float[] {thirtyDegrees, 1}, within(1e-6f));
  }

  @Test
  void whereThereIsNoArcItIsTheLine() {
    float[] farther = {6, 0};
    float[] west = {-2, 0};
    assertThat(LatentWalk.SPHERICAL.at(0.5, EAST, farther)).containsExactly(4, 0);
    assertThat(LatentWalk.SPHERICAL.at(0.5, EAST, west)).containsExactly(0, 0);
    assertThat(LatentWalk.SPHERICAL.at(0.5, EAST, new float[2])).containsExactly(1, 0);
  }
}

package corgi.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What holds for every data set; implement it in the test of yours. */
interface DatasetLaws {
  /** The data set under test, opened anew at every call. */
  Dataset dataset();

  /** The same source opened with other options. */
  Dataset other();

  private static List<Long> indices(Dataset data) {
    return List.of(0L, 1L, 2L, 77L, data.size() - 1, data.size(), 3 * data.size() + 1);
  }

  @Test
  default void theSameIndexGivesTheSameExampleInAnyOrderFromAnyInstance() {
    Dataset first = dataset();
    Dataset second = dataset();
    List<Long> indices = indices(first);
    List<Example> forwards = indices.stream().map(first::example).toList();
    for (int i = indices.size() - 1; i >= 0; i--) {
      assertSame(second.example(indices.get(i)), forwards.get(i));
    }
  }

  @Test
  default void anyThreadMayAsk() {
    Dataset data = dataset();
    List<Example> alone = LongStream.range(0, 64).mapToObj(data::example).toList();
    List<Example> together = LongStream.range(0, 64).parallel().mapToObj(data::example).toList();
    for (int i = 0; i < alone.size(); i++) {
      assertSame(together.get(i), alone.get(i));
    }
  }

  @Test
  default void picturesHaveThePromisedShapeAndRange() {
    Dataset data = dataset();
    for (long index : indices(data)) {
      Picture picture = data.example(index).picture();
      assertThat(picture.channels()).isEqualTo(data.channels());
      assertThat(picture.height()).isEqualTo(data.resolution());
      assertThat(picture.width()).isEqualTo(data.resolution());
      for (float value : picture.values()) {
        assertThat(value).isBetween(-1f, 1f);
      }
    }
  }

  @Test
  default void neighboursDiffer() {
    Dataset data = dataset();
    long distinct =
        LongStream.range(0, 32)
            .mapToObj(i -> java.util.Arrays.hashCode(data.example(i).picture().values()))
            .distinct()
            .count();
    assertThat(distinct).isGreaterThan(16);
  }

  @Test
  default void labelsAreInTheVocabulary() {
    Dataset data = dataset();
    for (long index = 0; index < 200; index++) {
      data.example(index)
          .labels()
          .forEach((head, value) -> assertThat(data.vocabulary().get(head)).contains(value));
    }
    data.vocabulary()
        .forEach((head, values) -> assertThat(values).as(head).doesNotHaveDuplicates());
  }

  @Test
  default void labelsComeWithoutPicturesToo() {
    Dataset data = dataset();
    for (long index : indices(data)) {
      assertThat(data.labels(index)).isEqualTo(data.example(index).labels());
    }
  }

  @Test
  default void pointsAreNamedAndInThePicture() {
    Dataset data = dataset();
    assertThat(data.pointNames()).doesNotHaveDuplicates();
    for (long index : indices(data)) {
      data.example(index)
          .points()
          .forEach(
              (name, at) -> {
                assertThat(data.pointNames()).contains(name);
                assertThat(at.x()).isBetween(0.0, 1.0);
                assertThat(at.y()).isBetween(0.0, 1.0);
              });
    }
  }

  @Test
  default void originalsHaveASizeAndAllCanBeRead() {
    Dataset data = dataset();
    for (long index : indices(data)) {
      var original = data.original(index).orElseThrow();
      assertThat(original.width()).isPositive();
      assertThat(original.height()).isPositive();
      assertThat(original.channels()).isIn(1, 3);
    }
    assertThat(data.unreadable()).isEmpty();
  }

  @Test
  default void itSaysWhatItIs() {
    Dataset data = dataset();
    assertThat(data.name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
    assertThat(data.size()).isPositive();
    assertThat(data.licences()).isNotBlank();
    assertThat(data.example(0).caption()).isNotBlank();
  }

  @Test
  default void theHashIsStableAndTellsOptionsApart() {
    assertThat(dataset().hash()).matches("[0-9a-f]{64}").isEqualTo(dataset().hash());
    assertThat(other().hash()).isNotEqualTo(dataset().hash());
  }

  @Test
  default void aNegativeIndexIsRefused() {
    Dataset data = dataset();
    assertThatThrownBy(() -> data.example(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }

  private static void assertSame(Example actual, Example expected) {
    assertThat(actual.picture().values()).containsExactly(expected.picture().values());
    assertThat(actual.caption()).isEqualTo(expected.caption());
    assertThat(actual.labels()).isEqualTo(expected.labels());
    assertThat(actual.points()).isEqualTo(expected.points());
  }
}

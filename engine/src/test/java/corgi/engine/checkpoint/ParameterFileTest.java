package corgi.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Parameters;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParameterFileTest {
  private final NDManager manager = Tensors.manager();
  private final Parameters parameters = new Parameters(manager);

  ParameterFileTest() {
    Linear.of(parameters.root().at("a"), 2, 3);
    Linear.of(parameters.root().at("b"), 3, 1);
  }

  @AfterEach
  void close() {
    parameters.close();
    manager.close();
  }

  private static SafetensorsFile file(SafetensorsWriter writer) throws IOException {
    return SafetensorsFile.of(writer.toBytes(), "w");
  }

  private static SafetensorsWriter fitting(float[] bias) {
    return new SafetensorsWriter()
        .add("b.bias", new Shape(1), bias, StoredType.F32)
        .add("a.weight", new Shape(3, 2), new float[] {1, 2, 3, 4, 5, 6}, StoredType.F16)
        .add("a.bias", new Shape(3), new float[] {7, 8, 9}, StoredType.F32)
        .add("b.weight", new Shape(1, 3), new float[] {-1, -2, -3}, StoredType.F32);
  }

  @Test
  void parametersAreSetByName() throws IOException {
    ParameterFile.load(file(fitting(new float[] {10})), parameters);
    assertThat(parameters.find("a.weight").array().toFloatArray())
        .containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(parameters.find("b.bias").array().toFloatArray()).containsExactly(10);
  }

  @Test
  void everythingThatDoesNotFitIsListedAndNothingIsSet() throws IOException {
    SafetensorsFile other =
        file(
            new SafetensorsWriter()
                .add("a.weight", new Shape(2, 3), new float[6], StoredType.F32)
                .add("a.bias", new Shape(3), 1, 2, 3)
                .add("b.weight", new Shape(1, 3), new float[3], StoredType.F16)
                .add("c", new Shape(0), new float[0], StoredType.F32));
    assertThatThrownBy(() -> ParameterFile.load(other, parameters))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            "w: does not fit the network: 1 missing ('b.bias' (1)); 2 misshapen ('a.weight' is F32 "
                + "(2, 3), expected (3, 2), 'a.bias' is I64 (3), expected floats (3)); 1 unused ('c')");
    assertThat(parameters.find("b.weight").isSet()).isFalse();
  }

  @Test
  void aNumberThatIsNotFiniteIsRefused() throws IOException {
    SafetensorsFile nan = file(fitting(new float[] {Float.NaN}));
    assertThatThrownBy(() -> ParameterFile.load(nan, parameters))
        .hasMessage("w: tensor 'b.bias': element 0 is NaN: expected finite numbers");
  }

  @Test
  void otherNumbersCanBeWrittenUnderTheNames() throws IOException {
    parameters.initialise(1);
    List<NDArray> averaged = parameters.arrays().stream().map(a -> a.mul(2)).toList();
    SafetensorsFile written = file(ParameterFile.writer(parameters, averaged, StoredType.F32));
    assertThat(written.names()).containsExactlyElementsOf(parameters.names());
    assertThat(written.load(manager, "a.weight"))
        .isEqualTo(parameters.find("a.weight").array().mul(2));
    assertThatThrownBy(
            () -> ParameterFile.writer(parameters, averaged.subList(1, 4), StoredType.F32))
        .hasMessage("3 arrays for 4 parameters");
    List<NDArray> reversed =
        List.of(averaged.get(3), averaged.get(2), averaged.get(1), averaged.get(0));
    assertThatThrownBy(() -> ParameterFile.writer(parameters, reversed, StoredType.F32))
        .hasMessageContaining("'a.weight' is (1), expected (3, 2)");
  }
}

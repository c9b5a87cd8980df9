package corgi.engine.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import corgi.engine.tensor.RawTensors;
import corgi.engine.tensor.Tensors;
import java.io.IOException;

/** Makes arrays of stored tensors. */
final class TensorLoading {
  private TensorLoading() {}

  /** Returns float32 for the floating types, int64 for integers, boolean for BOOL. */
  static NDArray load(TensorSource source, StoredTensor tensor, NDManager manager)
      throws IOException {
    try (NDManager host = Tensors.manager()) {
      NDArray array = convert(read(source, tensor, host), tensor.type());
      NDArray result = array.toDevice(manager.getDevice(), false);
      result.attach(manager);
      return result;
    }
  }

  private static NDArray read(TensorSource source, StoredTensor tensor, NDManager host)
      throws IOException {
    RawTensors.Transfer bytes = memory -> source.read(tensor.name(), memory);
    return switch (tensor.type()) {
      case BF16 -> RawTensors.readBfloat16(host, tensor.shape(), bytes);
      case I16 -> host.create(source.longs(tensor.name()), tensor.shape()).duplicate();
      default -> RawTensors.read(host, tensor.shape(), tensor.type().dataType(), bytes);
    };
  }

  private static NDArray convert(NDArray array, StoredType type) {
    if (type == StoredType.BOOL) {
      return array.neq(0); // any other byte than 0 counts as true
    }
    return array.toType(type.isFloat() ? DataType.FLOAT32 : DataType.INT64, false);
  }
}

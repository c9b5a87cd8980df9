package corgi.engine.checkpoint.torch;

import corgi.engine.checkpoint.StoredType;
import java.util.Map;

/** PyTorch's names of element types. */
final class TorchTypes {
  private static final Map<String, StoredType> STORAGES =
      Map.ofEntries(
          Map.entry("torch.DoubleStorage", StoredType.F64),
          Map.entry("torch.FloatStorage", StoredType.F32),
          Map.entry("torch.HalfStorage", StoredType.F16),
          Map.entry("torch.BFloat16Storage", StoredType.BF16),
          Map.entry("torch.LongStorage", StoredType.I64),
          Map.entry("torch.IntStorage", StoredType.I32),
          Map.entry("torch.ShortStorage", StoredType.I16),
          Map.entry("torch.CharStorage", StoredType.I8),
          Map.entry("torch.ByteStorage", StoredType.U8),
          Map.entry("torch.BoolStorage", StoredType.BOOL),
          Map.entry("torch.storage.UntypedStorage", StoredType.U8));

  private static final Map<String, StoredType> DTYPES =
      Map.ofEntries(
          Map.entry("torch.float64", StoredType.F64),
          Map.entry("torch.float32", StoredType.F32),
          Map.entry("torch.float16", StoredType.F16),
          Map.entry("torch.bfloat16", StoredType.BF16),
          Map.entry("torch.int64", StoredType.I64),
          Map.entry("torch.int32", StoredType.I32),
          Map.entry("torch.int16", StoredType.I16),
          Map.entry("torch.int8", StoredType.I8),
          Map.entry("torch.uint8", StoredType.U8),
          Map.entry("torch.bool", StoredType.BOOL));

  private TorchTypes() {}

  static boolean isKnown(String name) {
    return STORAGES.containsKey(name) || DTYPES.containsKey(name);
  }

  /** Returns the elements of a class of storages, bytes for an untyped one, or null. */
  static StoredType storage(String name) {
    return STORAGES.get(name);
  }

  /** Returns the type of that name, or null. */
  static StoredType dtype(String name) {
    return DTYPES.get(name);
  }
}

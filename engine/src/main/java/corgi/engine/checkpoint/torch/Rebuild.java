package corgi.engine.checkpoint.torch;

import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.StoredType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** What the functions of {@code torch._utils} make: tensors as views of storages. */
final class Rebuild {
  /** The classes that a tensor with attributes may have. */
  static final Set<String> TENSORS = Set.of("torch.Tensor", "torch.nn.parameter.Parameter");

  private static final int LONGEST_SCALAR = 64;

  private Rebuild() {}

  /** (storage, offset, size, stride, requires_grad, hooks, metadata); two are dropped. */
  static StridedView tensor(Arguments call, int most) throws CheckpointException {
    call.count(4, most);
    checkPlain(call, 6);
    return view(call, call.get(0, Storage.class, "a storage").type());
  }

  /** (storage, offset, size, stride, requires_grad, hooks, dtype, metadata). */
  static StridedView typedTensor(Arguments call) throws CheckpointException {
    call.count(7, 8);
    checkPlain(call, 7);
    StoredType type = TorchTypes.dtype(call.get(6, Global.class, "a dtype").toString());
    if (type == null) {
      throw call.bytes().bad("has a tensor of type %s".formatted(call.values().get(6)));
    }
    return view(call, type);
  }

  /** Metadata says that the numbers are not what is stored but their negatives or conjugates. */
  private static void checkPlain(Arguments call, int i) throws CheckpointException {
    Object metadata = i < call.values().size() ? call.values().get(i) : null;
    if (metadata != null && !(metadata instanceof Map<?, ?> map && map.isEmpty())) {
      throw call.bytes()
          .bad("has a tensor that is stored as the negative or conjugate of another: save a copy");
    }
  }

  private static StridedView view(Arguments call, StoredType type) throws CheckpointException {
    Storage storage = call.get(0, Storage.class, "a storage");
    long offset = call.get(1, Long.class, "an offset");
    try {
      return new StridedView(storage, type, offset, call.longs(2), call.longs(3));
    } catch (IllegalArgumentException e) {
      throw call.bytes().bad("a tensor " + e.getMessage());
    }
  }

  /** (tensor, requires_grad, hooks, state); all but the tensor is dropped. */
  static StridedView parameter(Arguments call, int most) throws CheckpointException {
    call.count(1, most);
    return call.get(0, StridedView.class, "a tensor");
  }

  /**
   * (function, class, its arguments, state): a tensor with attributes, which are dropped.
   *
   * @param made what the function makes of the arguments
   */
  static StridedView attributed(Arguments call, Object made) throws CheckpointException {
    if (!TENSORS.contains(call.get(1, Global.class, "a class").toString())
        || !(made instanceof StridedView tensor)) {
      throw call.bytes().bad("has a %s of %s".formatted(call.made(), call.values().get(1)));
    }
    return tensor;
  }

  /**
   * (text, "latin1"): how protocol 2 spells bytes. Long ones are no numpy scalars, so that nobody
   * needs them: they are not copied, and nothing grows by repeated calls.
   */
  static Object latin1(Arguments call) throws CheckpointException {
    call.count(2, 2);
    String text = call.get(0, String.class, "a text");
    if (text.length() > LONGEST_SCALAR) {
      return new Opaque(call.made());
    }
    if (!"latin1".equals(call.values().get(1)) || text.chars().anyMatch(c -> c > 255)) {
      throw call.bytes().bad("expected a text of bytes, in latin1");
    }
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}

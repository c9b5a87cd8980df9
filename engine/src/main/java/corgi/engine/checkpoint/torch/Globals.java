package corgi.engine.checkpoint.torch;

import static corgi.engine.checkpoint.CheckpointException.quote;

import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.StoredType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The only Python names that a checkpoint may use, and what each makes. None is ever looked up or
 * called: what PyTorch would do is done here, in Java, with arguments that are checked.
 *
 * <p>Classes of {@code pytorch_lightning.callbacks} stand in checkpoints of Stable Diffusion beside
 * the weights. They become an {@link Opaque} place holder, whose content is dropped.
 */
final class Globals {
  /** Modules whose objects are inert place holders. */
  private static final Set<String> OPAQUE =
      Set.of("pytorch_lightning.callbacks", "lightning.pytorch.callbacks");

  /** Plain data that may lie beside tensors and is never one; modules as pickles name them. */
  private static final Set<String> PLAIN =
      Set.of("set", "frozenset", "bytearray", "complex", "slice", "range", "xrange", "Ellipsis");

  private static final Set<String> BUILTIN = Set.of("builtins", "__builtin__");

  /**
   * Functions that take arguments; the classes of storages and types of {@link TorchTypes} do not.
   */
  private static final Set<String> MAKERS =
      Set.of(
          "collections.OrderedDict",
          "torch._utils._rebuild_tensor",
          "torch._utils._rebuild_tensor_v2",
          "torch._utils._rebuild_tensor_v3",
          "torch._utils._rebuild_parameter",
          "torch._utils._rebuild_parameter_with_state",
          "torch._tensor._rebuild_from_type_v2",
          "torch.serialization._get_layout",
          "collections.Counter",
          "torch.Size",
          "torch.device",
          "numpy.dtype",
          "numpy.core.multiarray.scalar",
          "numpy._core.multiarray.scalar",
          "_codecs.encode");

  private final Map<String, Storage> storages = new LinkedHashMap<>();

  /** Returns the storages that were referred to, by key, in the order of their first use. */
  Map<String, Storage> storages() {
    return storages;
  }

  /** Returns a name that may be used. */
  Global named(PickleBytes bytes, String module, String name) throws CheckpointException {
    Global global = new Global(module, name);
    String full = global.toString();
    boolean type = TorchTypes.isKnown(full) || Rebuild.TENSORS.contains(full);
    if (MAKERS.contains(full) || type || isOpaque(global)) {
      return global;
    }
    throw bytes.bad(
        "names %s, which is refused: expected only what a dict of tensors needs"
            .formatted(quote(full)));
  }

  private static boolean isOpaque(Global global) {
    if (BUILTIN.contains(global.module())) {
      return PLAIN.contains(global.name());
    }
    return OPAQUE.stream()
        .anyMatch(m -> global.module().equals(m) || global.module().startsWith(m + "."));
  }

  /** Returns the storage that a persistent id refers to; several tensors may share one. */
  Storage storage(PickleBytes bytes, Tuple id) throws CheckpointException {
    boolean whole = id.size() == 5 || (id.size() == 6 && id.get(5) == null); // 6th: a legacy view
    if (!whole
        || !"storage".equals(id.get(0))
        || !(id.get(1) instanceof Global type)
        || !(id.get(2) instanceof String key)
        || !(id.get(4) instanceof Long count)
        || count < 0) {
      throw bytes.bad("refers to something that is no storage");
    }
    StoredType element = TorchTypes.storage(type.toString());
    if (element == null) {
      throw bytes.bad("refers to a storage of class %s".formatted(quote(type.toString())));
    }
    Storage storage = new Storage(key, element, count);
    Storage known = storages.putIfAbsent(key, storage);
    if (known != null && !known.equals(storage)) {
      throw bytes.bad(
          "refers to storage %s as %d %s and as %d %s"
              .formatted(quote(key), known.count(), known.type(), count, element));
    }
    return known == null ? storage : known;
  }

  /** Returns what a class or function makes of its arguments. */
  Object make(PickleBytes bytes, Global made, Tuple arguments) throws CheckpointException {
    if (isOpaque(made)) {
      return new Opaque(made);
    }
    var call = new Arguments(bytes, made, arguments);
    return switch (made.toString()) {
      case "collections.OrderedDict" -> {
        call.count(0, 0);
        yield new LinkedHashMap<>(2);
      }
      case "torch._utils._rebuild_tensor" -> Rebuild.tensor(call, 4);
      case "torch._utils._rebuild_tensor_v2" -> Rebuild.tensor(call, 7);
      case "torch._utils._rebuild_tensor_v3" -> Rebuild.typedTensor(call);
      case "torch._utils._rebuild_parameter" -> Rebuild.parameter(call, 3);
      case "torch._utils._rebuild_parameter_with_state" -> Rebuild.parameter(call, 4);
      case "torch.Size" -> {
        call.count(1, 1);
        yield call.get(0, Tuple.class, "a tuple of sizes");
      }
      case "torch._tensor._rebuild_from_type_v2" -> {
        call.count(4, 4);
        Global function = call.get(0, Global.class, "a function");
        if (function.equals(made)) {
          throw bytes.bad("calls %s with itself".formatted(quote(made.toString())));
        }
        Object inner = make(bytes, function, call.get(2, Tuple.class, "a tuple of arguments"));
        yield Rebuild.attributed(call, inner);
      }
      case "torch.device", "torch.serialization._get_layout", "collections.Counter" ->
          new Opaque(made);
      case "numpy.dtype" -> NumpyType.of(call);
      case "numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar" ->
          NumpyType.scalar(call);
      case "_codecs.encode" -> Rebuild.latin1(call);
      default -> throw bytes.bad("calls %s, which takes no arguments".formatted(quote("" + made)));
    };
  }

  /** Gives an object its state, which only the order of bytes of a numpy type is asked for. */
  void build(PickleBytes bytes, Object object, Object state) throws CheckpointException {
    if (object instanceof NumpyType && state instanceof Tuple tuple) {
      NumpyType.checkOrder(bytes, tuple);
    } else if (!(object instanceof Opaque) && !(object instanceof Map)) {
      // A state dict has an attribute, _metadata, with versions of layers: it is dropped.
      throw bytes.bad("gives %s a state".formatted(Tuple.kind(object)));
    }
  }
}

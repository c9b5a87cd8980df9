package corgi.engine.checkpoint.torch;

import static corgi.engine.checkpoint.CheckpointException.quote;

import corgi.engine.checkpoint.CheckpointException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a pickle as data and executes nothing (the format: CPython, Lib/pickletools.py). A pickle
 * is a program that names functions and calls them; here the names of {@link Globals} are known,
 * each with what its result is in Java, and every other one has the file refused.
 *
 * <p>Values are null, Boolean, Long (BigInteger beyond 64 bits), Double, String, byte[], {@link
 * Tuple}, List, Map, {@link Global}, {@link Storage}, {@link StridedView} and {@link Opaque}. Lists
 * and maps may contain themselves. Work and memory are bounded by the length of the pickle, as no
 * instruction copies a value that another one made.
 */
final class PickleReader {
  private static final int LOWEST_PROTOCOL = 2;
  private static final int HIGHEST_PROTOCOL = 5;

  /** In the place of any set: none holds tensors. */
  private static final Opaque SET = new Opaque(new Global("builtins", "set"));

  private final PickleBytes bytes;
  private final PickleStack stack;
  private final Globals globals;

  private PickleReader(PickleBytes bytes, Globals globals) {
    this.bytes = bytes;
    this.stack = new PickleStack(bytes);
    this.globals = globals;
  }

  /** Reads one pickle, up to its end. */
  static Object read(PickleBytes bytes, Globals globals) throws CheckpointException {
    if (bytes.instruction() != 0x80) {
      throw bytes.bad("is no pickle of protocol 2 to 5");
    }
    int protocol = bytes.byte1();
    if (protocol < LOWEST_PROTOCOL || protocol > HIGHEST_PROTOCOL) {
      throw bytes.bad("is of protocol %d: expected 2 to 5".formatted(protocol));
    }
    PickleReader reader = new PickleReader(bytes, globals);
    for (int code = bytes.instruction(); code != '.'; code = bytes.instruction()) {
      if (!reader.value(code) && !reader.container(code) && !reader.object(code)) {
        throw bytes.bad("has instruction 0x%02x, which no checkpoint needs".formatted(code));
      }
    }
    return reader.stack.pop();
  }

  /** Numbers, texts and bytes. */
  private boolean value(int code) throws CheckpointException {
    switch (code) {
      case 'N' -> stack.push(null);
      case 0x88 -> stack.push(true);
      case 0x89 -> stack.push(false);
      case 'J' -> stack.push((long) bytes.int4());
      case 'K' -> stack.push((long) bytes.byte1());
      case 'M' -> stack.push((long) bytes.byte2());
      case 'G' -> stack.push(bytes.double8());
      case 0x8a -> stack.push(bytes.integer(bytes.length(1)));
      case 0x8b -> stack.push(bytes.integer(bytes.length(4)));
      case 0x8c, 'U' -> stack.push(bytes.text(bytes.length(1)));
      case 'X', 'T' -> stack.push(bytes.text(bytes.length(4)));
      case 0x8d -> stack.push(bytes.text(bytes.length(8)));
      case 'C' -> stack.push(bytes.raw(bytes.length(1)));
      case 'B' -> stack.push(bytes.raw(bytes.length(4)));
      case 0x8e, 0x96 -> stack.push(bytes.raw(bytes.length(8)));
      case 0x95 -> bytes.length(8); // a frame says only how many bytes belong together
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Tuples, lists, dicts, and the stack itself. */
  private boolean container(int code) throws CheckpointException {
    switch (code) {
      case '(' -> stack.mark();
      case '0' -> stack.pop();
      case '1' -> stack.aboveMark();
      case '2' -> stack.push(stack.top());
      case ')' -> stack.push(Tuple.of());
      case 0x85, 0x86, 0x87 -> stack.push(stack.tuple(code - 0x84));
      case 't' -> stack.push(Tuple.of(stack.aboveMark().toArray()));
      case ']' -> stack.push(new ArrayList<>(0));
      case 'l' -> stack.push(stack.aboveMark());
      case 'a' -> append(stack.tuple(1).items());
      case 'e' -> append(stack.aboveMark());
      case '}' -> stack.push(new LinkedHashMap<>(2));
      case 'd' -> {
        List<Object> items = stack.aboveMark();
        stack.push(new LinkedHashMap<>(2));
        setItems(items);
      }
      case 0x8f -> stack.push(SET);
      case 0x90 -> {
        stack.aboveMark();
        stack.top(Opaque.class, "a set");
      }
      case 0x91 -> {
        stack.aboveMark();
        stack.push(SET);
      }
      case 's' -> setItems(stack.tuple(2).items());
      case 'u' -> setItems(stack.aboveMark());
      default -> {
        return false;
      }
    }
    return true;
  }

  /** What is kept for later, and names with what is made of them. */
  private boolean object(int code) throws CheckpointException {
    switch (code) {
      case 'q' -> stack.keep(bytes.byte1());
      case 'r' -> stack.keep(bytes.int4());
      case 0x94 -> stack.keepNext();
      case 'h' -> stack.recall(bytes.byte1());
      case 'j' -> stack.recall(bytes.int4());
      case 'c' -> stack.push(globals.named(bytes, bytes.line(), bytes.line()));
      case 0x93 -> {
        String name = stack.pop(String.class, "the name of a class");
        stack.push(globals.named(bytes, stack.pop(String.class, "the name of a module"), name));
      }
      case 'Q' -> stack.push(globals.storage(bytes, stack.pop(Tuple.class, "a tuple")));
      case 'R', 0x81 -> {
        Tuple arguments = stack.pop(Tuple.class, "a tuple of arguments");
        Global made = stack.pop(Global.class, "the name of a class or function");
        stack.push(globals.make(bytes, made, arguments));
      }
      case 'b' -> {
        Object state = stack.pop();
        globals.build(bytes, stack.top(), state);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("unchecked")
  private void append(List<Object> items) throws CheckpointException {
    ((List<Object>) stack.top(List.class, "a list")).addAll(items);
  }

  @SuppressWarnings("unchecked")
  private void setItems(List<Object> items) throws CheckpointException {
    Map<Object, Object> map = stack.top(Map.class, "a dict");
    if (items.size() % 2 != 0) {
      throw bytes.bad("sets a key without a value");
    }
    for (int i = 0; i < items.size(); i += 2) {
      map.put(key(items.get(i)), items.get(i + 1));
    }
  }

  /** Only values whose hash ends: a tuple might hold a list that holds itself. */
  private Object key(Object key) throws CheckpointException {
    if (key == null
        || key instanceof String
        || key instanceof Number
        || key instanceof Boolean
        || key instanceof Global) {
      return key;
    }
    throw bytes.bad("has %s as the key of a dict".formatted(quote(Tuple.kind(key))));
  }
}

"""Writes the files of this folder: what torch.save writes, by CPython's own pickle.

No PyTorch is needed: stand-ins with the names of its classes and functions are pickled, so that the
bytes are those of the genuine pickler. The zip layout is that of torch/serialization.py and
caffe2/serialize/inline_container.cc: stored entries below one folder, contents aligned to 64 bytes
by an extra field "FB", a data descriptor behind each.

Run: python3 make.py
"""
import collections
import io
import os
import pickle
import struct
import sys
import types
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))


def module(name):
    parts = name.split(".")
    for i in range(1, len(parts) + 1):
        full = ".".join(parts[:i])
        sys.modules.setdefault(full, types.ModuleType(full))
        if i > 1:
            setattr(sys.modules[".".join(parts[: i - 1])], parts[i - 1], sys.modules[full])
    return sys.modules[name]


def stand_in(full, thing):
    name, _, attribute = full.rpartition(".")
    thing.__module__, thing.__name__, thing.__qualname__ = name, attribute, attribute
    setattr(module(name), attribute, thing)
    return thing


def function(full):
    return stand_in(full, lambda *arguments: None)


def clazz(full):
    return stand_in(full, type("X", (), {}))


rebuild = function("torch._utils._rebuild_tensor_v2")
rebuild_typed = function("torch._utils._rebuild_tensor_v3")
rebuild_parameter = function("torch._utils._rebuild_parameter")
scalar = function("numpy.core.multiarray.scalar")
dtype = clazz("numpy.dtype")
untyped = clazz("torch.storage.UntypedStorage")
checkpoint_callback = clazz("pytorch_lightning.callbacks.model_checkpoint.ModelCheckpoint")
classes = {
    "f": ("Float", 4), "e": ("Half", 2), "bf": ("BFloat16", 2), "d": ("Double", 8),
    "q": ("Long", 8), "i": ("Int", 4), "h": ("Short", 2), "b": ("Char", 1), "B": ("Byte", 1),
    "?": ("Bool", 1),
}
storage_class = {c: clazz("torch.%sStorage" % n) for c, (n, _) in classes.items()}


class Storage:
    def __init__(self, code, values, clazz=None):
        self.code, self.values = code, values
        self.clazz = clazz or storage_class[code]
        if code == "bf":  # the upper half of a float
            self.data = b"".join(struct.pack("<f", v)[2:] for v in values)
        else:
            self.data = struct.pack("<%d%s" % (len(values), code), *values)
        self.count = len(self.data) if clazz else len(values)


class Dtype:
    """A torch.dtype is pickled as the name of a global of torch."""

    __module__ = "torch"

    def __reduce__(self):
        return "float32"


float32 = module("torch").float32 = Dtype()


class Tensor:
    def __init__(self, storage, size, stride=None, offset=0, dtype=None):
        if stride is None:
            stride, step = [], 1
            for n in reversed(size):
                stride.insert(0, step)
                step *= n
        self.arguments = (storage, offset, tuple(size), tuple(stride), False, collections.OrderedDict())
        self.dtype = dtype

    def __reduce_ex__(self, protocol):
        if self.dtype:
            return rebuild_typed, self.arguments + (self.dtype,)
        return rebuild, self.arguments


class Parameter:
    def __init__(self, tensor):
        self.tensor = tensor

    def __reduce_ex__(self, protocol):
        return rebuild_parameter, (self.tensor, True, collections.OrderedDict())


class Float64:
    """A numpy.float64: its type is pickled with the state that numpy gives it."""

    class Type:
        def __reduce__(self):
            return dtype, ("f8", False, True), (3, "<", None, None, None, -1, -1, 0)

    def __init__(self, value):
        self.value = value

    def __reduce__(self):
        return scalar, (Float64.Type(), struct.pack("<d", self.value))


class Pickler(pickle.Pickler):
    def __init__(self, out, protocol, legacy):
        super().__init__(out, protocol)
        self.legacy, self.storages = legacy, {}

    def persistent_id(self, thing):
        if not isinstance(thing, Storage):
            return None
        key = self.storages.setdefault(id(thing), (str(len(self.storages)), thing))[0]
        id_ = ("storage", thing.clazz, key, "cpu", thing.count)
        return id_ + (None,) if self.legacy else id_


def pickled(thing, protocol, legacy=False):
    out = io.BytesIO()
    pickler = Pickler(out, protocol, legacy)
    pickler.dump(thing)
    return out.getvalue(), list(pickler.storages.values())


def zip_file(name, entries):
    out, central = io.BytesIO(), io.BytesIO()
    for entry, data in entries:
        path = ("%s/%s" % (name, entry)).encode()
        crc = zlib.crc32(data)
        offset = out.tell()
        padding = -(offset + 30 + len(path) + 4) % 64
        extra = b"FB" + struct.pack("<H", padding) + b"Z" * padding
        # Bit 3: sizes follow the content; bit 11: the name is UTF-8.
        out.write(struct.pack("<IHHHHHIIIHH", 0x04034B50, 0, 0x808, 0, 0, 0, 0, 0, 0, len(path), len(extra)))
        out.write(path + extra + data)
        out.write(struct.pack("<IIII", 0x08074B50, crc, len(data), len(data)))
        central.write(
            struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 0, 0, 0x808, 0, 0, 0, crc, len(data),
                        len(data), len(path), 0, 0, 0, 0, 0, offset) + path)
    start, size = out.tell(), central.tell()
    out.write(central.getvalue())
    end = out.tell()  # PyTorch's writer adds the 64-bit records only to large files; here always
    out.write(struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, len(entries), len(entries), size, start))
    out.write(struct.pack("<IIQI", 0x07064B50, 0, end, 1))
    out.write(struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0))
    return out.getvalue()


def save(name, thing, protocol=2):
    pickle_, storages = pickled(thing, protocol)
    entries = [("data.pkl", pickle_), ("byteorder", b"little")]
    entries += [("data/" + key, storage.data) for key, storage in storages]
    entries += [("version", b"3\n"), (".data/serialization_id", b"0" * 40)]
    stem = name.split(".")[0]
    write(name, zip_file(stem, entries))


def save_legacy(name, thing):
    facts = {"protocol_version": 1001, "little_endian": True, "type_sizes": {"short": 2, "int": 4, "long": 4}}
    body, storages = pickled(thing, 2, legacy=True)
    out = pickle.dumps(0x1950A86A20F9469CFC6C, 2) + pickle.dumps(1001, 2) + pickle.dumps(facts, 2)
    out += body + pickle.dumps([key for key, _ in storages], 2)
    for _, storage in storages:
        out += struct.pack("<q", storage.count) + storage.data
    write(name, out)


def write(name, data):
    with open(os.path.join(HERE, name), "wb") as file:
        file.write(data)


def counting(n):
    """n numbers that every type holds."""
    return [float(i % 100) for i in range(n)]


def state_dict():
    shared = Storage("f", counting(12))
    d = collections.OrderedDict()
    d["linear.weight"] = Tensor(shared, (3, 4))
    d["linear.tied"] = Tensor(shared, (3, 4))
    d["linear.transposed"] = Tensor(shared, (4, 3), (1, 4))
    d["linear.part"] = Tensor(shared, (2, 2), (4, 1), 5)
    d["linear.parameter"] = Parameter(Tensor(Storage("f", [1.5, -2.5]), (2,)))
    d["channels_last"] = Tensor(Storage("e", counting(24)), (1, 2, 3, 4), (24, 1, 8, 2))
    d["half"] = Tensor(Storage("e", [0.5, -1.5]), (2,))
    d["bfloat"] = Tensor(Storage("bf", [0.5, -3.0]), (2,))
    d["double"] = Tensor(Storage("d", [0.25]), (1, 1))
    d["steps"] = Tensor(Storage("q", [1 << 40, -1]), (2,))
    d["int"] = Tensor(Storage("i", [-7]), ())
    d["short"] = Tensor(Storage("h", [-300]), (1,))
    d["char"] = Tensor(Storage("b", [-3]), (1,))
    d["byte"] = Tensor(Storage("B", [254]), (1,))
    d["bool"] = Tensor(Storage("?", [True, False]), (2,))
    d["empty"] = Tensor(Storage("f", []), (0, 3))
    d["untyped"] = Tensor(Storage("f", [4.0, 8.0], untyped), (2,), dtype=float32)
    d._metadata = collections.OrderedDict({"": {"version": 1}, "linear": {"version": 1}})
    return d


def main():
    save("state-dict-2.pt", state_dict(), 2)
    save("state-dict-4.pt", state_dict(), 4)
    save("state-dict-5.bin", state_dict(), 5)
    save_legacy("legacy.pth", collections.OrderedDict(
        (k, v) for k, v in state_dict().items() if k != "untyped"))
    lightning = {
        "epoch": 3,
        "global_step": 470000,
        "pytorch-lightning_version": "1.4.2",
        "state_dict": {
            "model.diffusion_model.out.2.bias": Tensor(Storage("f", counting(4)), (4,)),
            "betas": Tensor(Storage("f", [0.00085]), (1,)),
        },
        "callbacks": {checkpoint_callback: {"monitor": None, "best_model_score": Float64(0.125)}},
        "optimizer_states": [{"state": {0: {"step": 1, "exp_avg": Tensor(Storage("f", [9.0]), (1,))}}}],
        "lr_schedulers": [],
        "seed": 1 << 70,
        "raw": b"\x00\xff",
    }
    save("lightning.ckpt", lightning)
    save("nested.pt", {"ema": {"layers": [Tensor(Storage("f", [1.0]), (1,)), (Tensor(Storage("f", [2.0]), (1,)),)],
                               1: Tensor(Storage("q", [5]), (1,))}, "name": "x"})

    class Evil:
        def __reduce__(self):
            return os.system, ("touch executed",)

    save("evil.pt", {"weight": Tensor(Storage("f", [1.0]), (1,)), "x": Evil()})
    save("module.pt", {"weight": clazz("torch.nn.modules.linear.Linear")()})


main()

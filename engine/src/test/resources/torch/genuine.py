"""Writes genuine.pt, genuine-legacy.pt, genuine.ckpt and genuine-evil.pt: what torch.save itself writes.

The files here were made by PyTorch 2.13.0. Run: python3 genuine.py
"""
import collections
import os

import torch


class Evil:
    def __reduce__(self):
        return os.system, ("touch executed",)


def tensors():
    weight = torch.arange(12.0).reshape(3, 4)
    noted = torch.tensor([1.0, 2.0])
    noted.note = "kept with the tensor"
    return collections.OrderedDict(
        {
            "weight": torch.nn.Parameter(weight),
            "transposed": weight.t(),
            "part": weight[1:, 1:3],
            "steps": weight[0, ::2],
            "row": weight[2],
            "scalar": weight[1, 1],
            "expanded": weight[:, :1].expand(3, 2),
            "empty": weight[:0],
            "noted": noted,
            "half": torch.tensor([0.5, -1.5]).half(),
            "bfloat": torch.tensor([0.5, -3.0]).bfloat16(),
            "double": torch.tensor([1 / 3], dtype=torch.float64),
            "long": torch.tensor([2**40, -1]),
            "bool": torch.tensor([True, False]),
            "blocks": [{"bias": torch.full((2,), 7, dtype=torch.int32)}, (torch.tensor(-3, dtype=torch.int8),)],
        }
    )


def trained():
    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.BatchNorm1d(3))
    with torch.no_grad():
        for i, parameter in enumerate(model.parameters()):
            parameter.copy_(torch.arange(parameter.numel()).reshape(parameter.shape) + 10 * i)
    optimizer = torch.optim.AdamW(model.parameters())
    model(torch.ones(4, 2)).sum().backward()
    return {
        "epoch": 3,
        "pytorch-lightning_version": "2.4.0",
        "state_dict": model.state_dict(),
        "callbacks": {"ModelCheckpoint": {"best_model_score": torch.tensor(0.5), "monitor": None}},
        "optimizer_states": [optimizer.state_dict()],
        "hyper_parameters": {"lr": 1e-4, "sizes": (1, 2), "tags": {"a", "b"}, "dtype": torch.float16},
    }


torch.save(tensors(), "genuine.pt")
torch.save(tensors(), "genuine-legacy.pt", _use_new_zipfile_serialization=False)
torch.save(trained(), "genuine.ckpt")
torch.save({"weight": torch.ones(1), "more": Evil()}, "genuine-evil.pt", pickle_protocol=4)

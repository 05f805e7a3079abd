"""lstm.c, compiled with -O3 for this machine and called through ctypes; its arrays are made once, outside the clock."""

import ctypes
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np

from bench.lstm import GATES, Array, Lstm, by_gate

SOURCE = Path(__file__).with_name("lstm.c")
FLAGS = ("-O3", "-march=native", "-shared", "-fPIC")
POINTER = ctypes.POINTER(ctypes.c_double)
GIVEN = ("x", "y", "W_x", "W_h", "b_", "V", "d")
NODES = ("gates", "c", "h", "yhat")
FIELDS = (
    *GIVEN,
    *NODES,
    *(f"d{name}" for name in NODES),
    *(f"d{name}" for name in GIVEN[2:]),
    "W_xT",
    "W_hT",
    "VT",
    "z",
)


class Net(ctypes.Structure):
    _fields_ = [(name, POINTER) for name in FIELDS]


def compiler() -> str | None:
    return next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)


def compiled() -> ctypes.CDLL:
    command = compiler()
    assert command
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        library = Path(folder, "lstm.so")
        subprocess.run([command, *FLAGS, SOURCE, "-o", library, "-lm"], check=True)
        loop = ctypes.CDLL(str(library))
    loop.forward.restype = ctypes.c_double
    return loop


class CLoop:
    def __init__(self, net: Lstm, loop: ctypes.CDLL) -> None:
        self.T, self.H, self.loop = net.T, net.H, loop
        row, gates = (net.T, net.H), (net.T, 4 * net.H)
        kinds = {kind: net.stacked(kind) for kind in ("W_x", "W_h", "b_")}
        given = {"x": net.inputs, "y": net.targets, **kinds, "V": net.parameters["V"], "d": net.parameters["d"]}
        kept = {"gates": gates, "c": row, "h": row, "yhat": row}
        self.arrays: dict[str, Array] = {name: np.ascontiguousarray(array) for name, array in given.items()}
        self.arrays |= {name: np.zeros(shape) for name, shape in kept.items()}
        self.arrays |= {f"d{name}": np.zeros_like(self.arrays[name]) for name in (*NODES, *GIVEN[2:])}
        self.arrays |= {f"{name}T": np.zeros_like(self.arrays[name]) for name in ("W_x", "W_h", "V")}
        self.arrays["z"] = np.zeros(4 * net.H)
        self.net = Net(*(self.arrays[name].ctypes.data_as(POINTER) for name in FIELDS))

    def __call__(self) -> None:
        self.loss = self.loop.forward(ctypes.byref(self.net), self.T, self.H)
        self.loop.backward(ctypes.byref(self.net), self.T, self.H)

    def kept(self) -> tuple[dict[str, Array], dict[str, Array], dict[str, Array]]:
        """(values, grads, parameter_grads)"""
        parameter_grads = {name: self.arrays[f"d{name}"] for name in "Vd"}
        for kind in ("W_x", "W_h", "b_"):
            parameter_grads |= by_gate(kind, self.arrays[f"d{kind}"])
        return self.nodes(""), self.nodes("d"), parameter_grads

    def nodes(self, prefix: str) -> dict[str, Array]:
        gates = np.split(self.arrays[f"{prefix}gates"], 4, axis=1)
        return dict(zip(GATES, gates, strict=True)) | {name: self.arrays[prefix + name] for name in NODES[1:]}

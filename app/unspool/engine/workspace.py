"""A workspace: buffers for one length of run, bound to the source of a code.

It is used again by the next run of that length, so nothing in it outlives a run.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any

import numpy as np

from unspool.engine.case import Array
from unspool.engine.code import Code
from unspool.engine.emit import Source, Weights
from unspool.engine.pack import Buffer
from unspool.recurrence.operations import TABLE

LONGEST_BLOCK = 128  # steps computed in one go: what they pass on stays in the cache
MOST_BYTES = 256_000_000  # of all workspaces that wait for the next run
VIEWS_OF_A_STEP = 4_000  # bytes, about


def rows_of(buffer: Buffer, T: int) -> int:
    """How many rows a buffer has in a run of T steps."""
    if buffer.rolling:
        return 1
    return min(T, LONGEST_BLOCK) if buffer.brief else buffer.before + T + buffer.after


class Workspace:
    """Buffers for T steps (a batch, K seeds), bound to the source of a code."""

    def __init__(self, code: Code, T: int, batch: tuple[int, ...], many: tuple[int, ...], dtype: type) -> None:
        self.key = (id(code), T, batch, many, dtype)
        self.code = code  # so that no other code gets its id
        self.arrays = [self._array(buffer, T, batch, many, dtype) for buffer in code.layout.buffers]
        self.sweeps: dict[str, list[Callable[[int, int], None]]] = {}
        self.fills: list[tuple[Array, str, bool]] = []
        functions = _functions(bool(batch or many))
        self.views: dict[str, dict[Any, Any]] = {way: {} for way in code.passes}
        self.bytes = sum(array.nbytes for array in self.arrays) + VIEWS_OF_A_STEP * T
        for way, (text, _) in code.passes.items():
            B = [
                a[:, None] if way == "backward" and many and not b.wide else a
                for a, b in zip(self.arrays, code.layout.buffers, strict=True)
            ]
            self.sweeps[way] = self._bind(text, B, functions, self.views[way], code, dtype)

    @staticmethod
    def _array(buffer: Buffer, T: int, batch: tuple[int, ...], many: tuple[int, ...], dtype: type) -> Array:
        return np.zeros((rows_of(buffer, T), *(many if buffer.wide else ()), *batch, buffer.width), dtype=dtype)

    def _bind(
        self, text: Source, B: list[Array], functions: dict[str, Any], views: dict[Any, Any], code: Code, dtype: type
    ) -> list[Any]:
        shapes = {node.key: code.sizes[node.id] for node in code.graph if node.op == "parameter"}
        W = [self._matrix(weights, code, dtype) for weights in text.weights]
        V: list[Array] = [np.zeros(sum(shapes[name] for name in names), dtype=dtype) for names in text.vectors]
        for vector, names in zip(V, text.vectors, strict=True):
            at = 0
            for name in names:
                self.fills.append((vector[at : at + shapes[name]], name, False))
                at += shapes[name]
        N = [np.array(float(number)) for number in text.numbers]
        scope: dict[str, Any] = {}
        exec(compile(text.text, "<net>", "exec"), scope)
        bound: list[Any] = scope["bind"](B, W, V, N, functions, views)
        return bound

    def _matrix(self, weights: Weights, code: Code, dtype: type) -> Array:
        shapes = [code.shapes[name] for name in weights.names]
        matrix: Array
        if weights.kind == "stacked":
            matrix = np.zeros((sum(rows for rows, _ in shapes), shapes[0][1]), dtype=dtype)
        elif weights.kind == "columns":
            matrix = np.zeros((shapes[0][1], sum(rows for rows, _ in shapes)), dtype=dtype)
        else:
            matrix = np.zeros((shapes[0][0], sum(columns for _, columns in shapes)), dtype=dtype)
        at = 0
        for name, (rows, columns) in zip(weights.names, shapes, strict=True):
            if weights.kind == "stacked":
                self.fills.append((matrix[at : at + rows], name, False))
            elif weights.kind == "columns":
                self.fills.append((matrix[:, at : at + rows], name, True))
            else:
                self.fills.append((matrix[:, at : at + columns], name, False))
            at += columns if weights.kind == "plain" else rows
        return matrix


class Shelf:
    """Workspaces that wait for the next run of their kind; beyond ``most`` bytes the oldest go."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.waiting: list[Workspace] = []  # oldest first
        self.lock = Lock()

    def take(self, code: Code, T: int, batch: tuple[int, ...], many: tuple[int, ...], dtype: type) -> Workspace:
        """A workspace nobody uses, or a new one."""
        key = (id(code), T, batch, many, dtype)
        with self.lock:
            for at, workspace in enumerate(self.waiting):
                if workspace.key == key:
                    return self.waiting.pop(at)
        return Workspace(code, T, batch, many, dtype)

    def give(self, workspace: Workspace) -> None:
        """Put a workspace back."""
        with self.lock:
            if not any(workspace is other for other in self.waiting):
                self.waiting.append(workspace)
            while self.waiting and sum(other.bytes for other in self.waiting) > self.most:
                self.waiting.pop(0)


SHELF = Shelf(MOST_BYTES)


def _functions(flat: bool) -> dict[str, Any]:
    found: dict[str, Any] = {row.name: row.value for row in TABLE}
    found["dot"] = np.dot
    found["product"] = _flat_product if flat else _product
    return found


def _product(a: Array, matrix: Array, out: Array, whole: bool) -> None:
    if whole and a.ndim == out.ndim:
        np.dot(a, matrix, out)
    else:
        out[...] = np.dot(a, matrix)


def _flat_product(a: Array, matrix: Array, out: Array, whole: bool) -> None:
    """As ``_product`` where rows have an axis more: the batch, or the seeds."""
    del whole
    out[...] = np.dot(a.reshape(-1, a.shape[-1]), matrix).reshape(*a.shape[:-1], matrix.shape[1])

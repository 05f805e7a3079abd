"""Messages are a function of the spec alone: the same in every process, resumable after any of them."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from serving import elman, exploding
from wires import frames, head, lines, parsed

from unspool.documents import line, messages, read_spec, start, tensor_bytes
from unspool.documents.grouping import BLOCKS, BYTES, blocks
from unspool.engine import Block, Run

KINDS = ["plan", "forward", "loss", "backward", "gradients"]


def written(spec: dict[str, object], after: int = -1) -> list[bytes]:
    read = read_spec(spec)
    with start(read) as run:
        return [tensor_bytes(message) for message in messages(read, run, after) if message]


@given(st.integers(1, 10_000), st.integers(1, 40), st.integers(1, 2**22))
def test_blocks_cover_every_step_once_and_begin_with_one(steps: int, sweeps: int, bytes_a_step: int) -> None:
    found = blocks(steps, sweeps, bytes_a_step)
    assert sum(found) == steps
    assert found[0] == 1
    assert min(found) >= 1
    assert max(found) == 1 or max(found) * bytes_a_step <= BYTES
    assert len(found) <= max(2, BLOCKS // sweeps) + steps / max(1, BYTES // bytes_a_step)


def test_the_order_is_plan_forward_loss_backward_gradients() -> None:
    heads = [head(frame) for frame in written(elman(6))]
    kinds = [message["kind"] for message in heads]
    assert list(dict.fromkeys(kinds)) == KINDS
    assert kinds.count("forward") == kinds.count("backward") == 6
    assert [message["n"] for message in heads] == list(range(len(heads)))
    assert heads[0]["messages"] == len(heads)
    assert heads[-1]["last"] is True


def test_forward_blocks_rise_and_backward_blocks_fall() -> None:
    heads = [head(frame) for frame in written(elman(500))]
    for kind, order in (("forward", 1), ("backward", -1)):
        spans = [(message["first"], message["last"]) for message in heads if message["kind"] == kind][::order]
        assert spans[0][0] == 1
        assert spans[-1][1] == 500
        assert all(before[1] + 1 == after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize("net", ["h = tanh(U @ x + W @ h[t-1])", "h = tanh(U @ x + W @ h[t+1])"])
def test_no_message_is_written_before_its_steps_are_computed(net: str, monkeypatch: pytest.MonkeyPatch) -> None:
    covered: set[int] = set()

    def watched(way: Any) -> Any:
        def blocks_of(run: Run, *arguments: Any) -> Iterator[Block]:
            covered.clear()
            for block in way(run, *arguments):
                covered.update(range(block.first, block.last + 1))
                yield block

        return blocks_of

    monkeypatch.setattr(Run, "forward", watched(Run.forward))
    monkeypatch.setattr(Run, "backward", watched(Run.backward))
    read = read_spec({**elman(1_500), "net": f"{net}\nloss = squared_error(h, y)", "sizes": {}})
    with start(read) as run:
        for message in messages(read, run):
            assert message is not None
            if message.head["kind"] in ("forward", "backward"):
                assert covered >= set(range(message.head["first"], message.head["last"] + 1)), message.head


def test_a_run_without_a_loss_ends_with_empty_gradients() -> None:
    spec = {**elman(4), "net": "h = tanh(U @ x + W @ h[t-1])", "targets": None}
    read = read_spec(spec)
    with start(read) as run:
        told = [message for message in messages(read, run) if message]
    assert [message.head["kind"] for message in told] == ["plan", *["forward"] * 4, "gradients"]
    assert told[-1].tensors == {}


def test_the_longest_run_has_about_two_hundred_messages() -> None:
    read = read_spec(
        {"net": "h = w * h[t-1]", "inputs": [None] * 10_000, "sizes": {"h": 1}, "parameters": {"w": [0.5]}}
    )
    with start(read) as run:
        assert sum(1 for _ in messages(read, run)) <= 210


def test_two_processes_write_the_same_bytes() -> None:
    script = """import sys, json, hashlib
from test_messages import written
print(*[hashlib.sha256(frame).hexdigest() for frame in written(json.load(sys.stdin))])"""
    command = [sys.executable, "-c", f"import sys; sys.path[:] = {sys.path!r}\n{script}"]  # finds what we find
    for spec in (elman(40), exploding()):
        done = subprocess.run(command, input=json.dumps(spec), capture_output=True, text=True, check=True)
        assert done.stdout.split() == [hashlib.sha256(frame).hexdigest() for frame in written(spec)]


@pytest.mark.parametrize("wire", [lines, frames])
def test_a_reader_that_was_cut_off_gets_exactly_the_rest_after_every_n(wire: object, server: str) -> None:
    assert callable(wire)
    whole = wire(server, elman(4))
    for n in range(-1, len(whole)):
        assert wire(server, elman(4), after=n) == whole[n + 1 :], n


def test_the_two_wires_tell_the_same_story(server: str) -> None:
    for spec in (elman(7), exploding()):
        told = [parsed(text.decode()) for text in lines(server, spec)]
        tensors = [message.pop("tensors") for message in told]
        assert told == [head(frame) for frame in frames(server, spec)]
        assert all(isinstance(entry, dict) for entry in tensors)


def test_a_line_is_one_line_whatever_the_tokens_are() -> None:
    odd = ["\n", "\u2028", "\x00", '"', "💡"]
    read = read_spec({**elman(), "tokens": odd, "targets": odd, "vocabulary": odd})
    with start(read) as run:
        for message in messages(read, run):
            assert message is not None
            text = line(message)
            assert text.count("\n") == 1
            assert text.endswith("\n")
            if message.n == 0:
                assert parsed(text)["tokens"] == odd


def test_the_plan_carries_what_the_page_needs_at_first() -> None:
    read = read_spec({**elman(3), "initial": {"h": [0.5, 0.25, 0.0, 1.0]}, "tokens": ["a", None, "c"]})
    with start(read) as run:
        plan = next(messages(read, run))
    assert plan is not None
    assert plan.head["tokens"] == ["a", None, "c"]
    assert plan.head["target_tokens"] == ["b", "c", "a"]
    assert plan.head["vocabulary"] == ["a", "b", "c"]
    assert plan.head["net"]["name"] is None
    assert {name: array.shape for name, array in plan.tensors.items()} == {
        "parameters/U": (4, 3), "parameters/W": (4, 4), "parameters/b": (4,), "parameters/V": (3, 4),
        "parameters/d": (3,), "initial/h": (1, 4), "inputs": (3, 3), "input_present": (3,),
        "targets": (3, 3), "target_present": (3,),
    }  # fmt: skip
    assert plan.tensors["input_present"].tolist() == [1, 0, 1]
    assert plan.tensors["initial/h"].tolist() == [[0.5, 0.25, 0.0, 1.0]]

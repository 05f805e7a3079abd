"""PyTorch code that makes a truncated gradient again, run where PyTorch is installed for every net of the library."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from cases import Case, drawn
from copies import NAMES, case_of
from safetensors.numpy import save_file
from test_truncation import balanced

from unspool import engine
from unspool.engine import Change
from unspool.gradients.balance import Wanted
from unspool.gradients.torch_code import torch_lines
from unspool.recurrence.torchlike import naming


def lines_of(case: Case, few: int = 10**6, **wanted: Any) -> list[str]:
    with engine.forwards(case) as run:
        return torch_lines(run, Wanted(next(iter(run.parameters)), (1, case.T), **wanted), few)


def agree(case: Case, few: int = 10**6, **wanted: Any) -> None:
    pytest.importorskip("torch")
    space: dict[str, Any] = {"print": lambda *_, **__: None}
    exec("\n".join(lines_of(case, few, **wanted)), space)
    ours = balanced(case, next(iter(case.parameters)), **wanted).after.grads
    theirs = {name: gradient.numpy() for name, gradient in space["gradients"].items()}
    spelled = naming([*case.net.names, *(n for n in ("x", "y") if case.net.reads(n)), *case.net.phases, *ours])
    for name, grad in ours.items():
        largest = np.abs(grad).max()
        np.testing.assert_allclose(theirs[spelled[name]], grad, rtol=1e-10, atol=1e-12 * largest, err_msg=name)


@pytest.mark.parametrize("name", NAMES)
def test_the_code_of_k_stages_makes_the_same_gradients(name: str) -> None:
    agree(case_of(name), stages=3)


@pytest.mark.parametrize("name", NAMES)
def test_the_code_of_scissors_makes_the_same_gradients(name: str) -> None:
    case = case_of(name)
    state = next((leaf for leaf in case.initial if leaf in case.net.names), None)
    if state is None:
        agree(case)
        return
    with engine.start(case) as run:
        before, _ = run.program.delays[run.program.folded.graph.named[state]]
    agree(replace(case, changes=(Change("detach", state, -1 if before else 1, steps=(4, 9, 10)),)))


@pytest.mark.parametrize("clip", [("norm", 0.1), ("value", 0.01)])
def test_the_code_of_clipping_makes_the_same_gradients(clip: Any) -> None:
    agree(case_of("lstm"), clip=clip)
    agree(case_of("gru"), clip=clip, stages=5)


def test_what_a_person_held_cut_and_silenced_is_in_the_code() -> None:
    changes = (
        Change("hold", "f", steps=(3, 4, 5), units=(0,), value=0.9),
        Change("silence", "h", steps=(7,), units=(1,)),
        Change("cut", "h", -1, into="i", steps=(11, 12, 13)),
        Change("detach", "c", -1),
    )
    agree(replace(case_of("lstm"), changes=changes))


AT_THE_OUTPUT = {
    "a held output": Change("hold", "yhat", steps=(2,), value=0.5),
    "scissors before the loss": Change("detach", "yhat", 0, into="loss", steps=(2, 3)),
    "a cut before the output": Change("cut", "o", 0, into="yhat", steps=(2,)),
    "scissors before the output": Change("detach", "o", 0, into="yhat", steps=(3,)),
}


@pytest.mark.parametrize("name", AT_THE_OUTPUT)
def test_what_is_changed_between_state_and_loss_is_in_the_code(name: str) -> None:
    output = "o = V @ h\nyhat = softmax(o)\nloss = cross_entropy(yhat, y)"
    case = replace(drawn(f"h = tanh(W @ h[t-1] + U @ x)\n{output}", 4), changes=(AT_THE_OUTPUT[name],))
    agree(case)
    agree(case, stages=2)


def test_a_name_that_looks_like_a_held_one_stays_apart_from_it() -> None:
    text = "h = tanh(W @ h[t-1] + U @ x)\nheld_h = V @ h\nloss = squared_error(held_h, y)"
    agree(replace(drawn(text, 4), changes=(Change("hold", "h", steps=(2,), value=0.5),)))


def test_without_any_loss_there_is_code_and_its_gradients_are_zero() -> None:
    agree(
        replace(drawn("h = tanh(W @ h[t-1] + U @ x)\nloss = squared_error(h, y)", 3), present=np.zeros(3, dtype=bool))
    )


@pytest.mark.parametrize(
    "text",
    [
        "h = tanh(W @ h[t-1] + relu(U @ x) - softplus(b) / 2)\nloss = mean(square(h)) + 0.5 * squared_error(h, y)",
        "h = maximum(W @ h[t-1], leaky_relu(U @ x)) * exp(-abs(b))\np = sigmoid(h)\nloss = binary_cross_entropy(p, y)",
        "h = sin(W @ [h[t-1], x]) + cos(b) * sqrt(2)\nloss = sum(log(1 + h * h)) - sum(h * y)",
        "lambda = tanh(W @ lambda[t-1] + T @ x)\nE = 2 * lambda\nsum_ = sum(E)\nloss = sum_ * sum_",
        "η = tanh(θ @ η[t-1] + θ′ @ x[t-1])\nŷ = softmax(η)\nloss = cross_entropy(ŷ, y)",
    ],
)
def test_operations_and_names_that_python_would_not_take_are_written(text: str) -> None:
    agree(drawn(text, 6, missing=(2,)))
    agree(drawn(text, 6, missing=(2,)), stages=2)


def test_many_numbers_are_read_from_the_file_that_the_page_writes(tmp_path: Path, monkeypatch: Any) -> None:
    case = case_of("stacked")
    arrays = {f"parameters/{name}": value for name, value in case.parameters.items()}
    arrays |= {f"initial/{name}": rows for name, rows in case.initial.items()}
    save_file(arrays | {"inputs": case.inputs, "targets": case.targets}, tmp_path / "run.safetensors")
    monkeypatch.chdir(tmp_path)
    assert "0." not in "".join(line for line in lines_of(case, 10) if "given" in line)
    agree(case, 10)


def test_no_character_of_a_strangers_text_is_in_the_code() -> None:
    case = drawn("__import__ = tanh(W @ __import__[t-1] + U @ x)  # import os\nloss = squared_error(__import__, y)", 2)
    text = "\n".join(lines_of(case))
    assert "__" not in text
    assert "import_[t] = torch.tanh(W @ import_[t - 1] + U @ x[t])" in text
    assert naming(["é'", "é", "class", "t", "E", "W"]) == {
        "é'": "v", "é": "v_", "class": "class_", "t": "t_", "E": "E_", "W": "W",
    }  # fmt: skip


def test_the_code_is_the_text_line_by_line() -> None:
    case = replace(drawn("h = tanh(U @ x + W @ h[t-1] + b)\nloss = squared_error(h, y)", 9),
                   changes=(Change("detach", "h", -1, steps=(4, 5, 6)),))  # fmt: skip
    lines = lines_of(case)
    assert "    h[t] = torch.tanh(U @ x[t] + W @ (h[t - 1].detach() if 4 <= t <= 6 else h[t - 1]) + b)" in lines
    assert "    E[t] = 0.5 * torch.square(h[t] - y[t]).sum()" in lines

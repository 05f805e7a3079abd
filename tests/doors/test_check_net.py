"""``check-net``: the checks of every gradient as a table."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from unspool import engine
from unspool.commands import program
from unspool.gradients import check as checking

SPEC = {
    "net": "lstm", "tokens": list("hell"), "targets": list("ello"), "vocabulary": list("helo"),
    "sizes": {"h": 2}, "random": {"seed": 1, "scale": 0.5},
}  # fmt: skip


def asked(spec: object, folder: Path):
    path = folder / "spec.json"
    path.write_text(json.dumps(spec))
    return CliRunner().invoke(program, ["check-net", str(path)])


def test_every_parameter_state_input_and_node_has_a_row(tmp_path: Path) -> None:
    found = asked(SPEC, tmp_path)
    assert found.exit_code == 0, found.output
    rows = [line.split()[0] for line in found.output.splitlines()[1:]]
    assert {"W_xi", "W_hf", "b_o", "V", "d", "h", "c", "x", "yhat"} <= set(rows)
    assert "✗" not in found.output


def test_a_wrong_gradient_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = checking.backward

    def wrong(case: engine.Case) -> dict[str, dict[str, engine.Array]]:
        told = right(case)
        told["parameters"]["W_hf"] = told["parameters"]["W_hf"] * (1 + 1e-7)
        return told

    monkeypatch.setattr(checking, "backward", wrong)
    found = asked(SPEC, tmp_path)
    assert found.exit_code == 1
    assert next(line for line in found.output.splitlines() if "✗" in line).startswith("W_hf")
    assert "disagree with the backward pass at W_hf" in found.output


@pytest.mark.parametrize(
    ("spec", "words"),
    [({**SPEC, "net": "h = tahn(h[t-1])"}, "tahn"), ({**SPEC, "net": "h = tanh(W @ h[t-1] + U @ x)"}, "no loss")],
)
def test_what_cannot_be_checked_is_refused(spec: object, words: str, tmp_path: Path) -> None:
    found = asked(spec, tmp_path)
    assert found.exit_code == 2
    assert words in found.output

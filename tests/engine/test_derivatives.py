"""What the plan says of the backward pass is what the engine computes, and how operations are written is complete."""

from typing import Any

import numpy as np
import pytest
from cases import drawn, text_of

from unspool import engine
from unspool.engine import Run, open_step
from unspool.recurrence import Ref, library
from unspool.recurrence.operations import BY_NAME, TABLE
from unspool.recurrence.templates import template

T = 3
NETS = [*library.names()]


def ready(name: str) -> Run:
    run = engine.start(drawn(text_of(name), T, seed=2))
    run.finish()
    return run


def computed(op: str, args: list[np.ndarray], node: dict[str, Any]) -> np.ndarray:
    """An adjoint node's value by what the plan says of it."""
    if op == "transposed":
        return np.asarray(args[1] @ args[0])
    if op == "complement":
        return np.asarray(1 - args[0])
    if op == "add":
        return np.asarray(sum(args[1:], args[0]))
    return np.broadcast_to(np.asarray(BY_NAME[op].value(*args)), (node["size"],))


@pytest.mark.parametrize("name", NETS)
def test_every_node_of_the_backward_pass_is_its_operation_on_its_operands(name: str) -> None:
    run = ready(name)
    plan = run.plan
    backward = plan["backward"]
    nodes = {node["id"]: node for node in plan["nodes"]} | {node["id"]: node for node in backward["nodes"]}
    steps = {t: open_step(run, t) for t in range(1, T + 1)}
    known = {(t, node.id): node.value for t, step in steps.items() for node in step.nodes}
    known |= {(t, node): value for t, step in steps.items() for node, value in step.backward.items()}

    def read(ref: dict[str, int], t: int) -> np.ndarray:
        node = nodes[ref["node"]]
        if node["op"] == "parameter":
            return run.parameters[node["name"]]
        if node["op"] == "number":
            return np.array([node["number"]])
        return known.get((t + ref["shift"], ref["node"]), np.zeros(node["size"]))

    for node in backward["nodes"]:
        if node["op"] in ("number", "slice"):
            continue
        shifts = [ref["shift"] for ref in node["args"]]
        for t in range(1 - min([*shifts, 0]), T + 1):  # before the first step stand initial values
            args = [read(ref, t) for ref in node["args"]]
            assert known[t, node["id"]] == pytest.approx(computed(node["op"], args, node), abs=1e-12), (node, t)


@pytest.mark.parametrize("name", NETS)
def test_the_uses_of_a_parameter_add_up_to_its_gradient(name: str) -> None:
    run = ready(name)
    for parameter, total in run.parameter_grads.items():
        found = np.zeros(total.shape)
        for use in run.plan["backward"]["uses"]:
            if use["parameter"] != parameter:
                continue
            for t in range(1, T + 1):
                g, v = (
                    run.recall.at(Ref(ref["node"], ref["shift"]), t) if ref else None
                    for ref in (use["back"], use["operand"])
                )
                assert g is not None
                found += np.outer(g, v).reshape(total.shape) if v is not None else g.reshape(total.shape)
        assert found == pytest.approx(total, abs=1e-12), parameter


@pytest.mark.parametrize("name", NETS)
def test_every_operation_of_a_plan_can_be_written(name: str) -> None:
    plan = ready(name).plan
    leaves = {"parameter", "number", "input", "target", "present", "phase"}
    used = {node["op"] for node in plan["nodes"] + plan["backward"]["nodes"]} - leaves
    assert used == set(plan["operations"])
    assert all(form["tex"] and form["needs"] for form in plan["operations"].values())


def test_every_row_of_the_table_has_its_template() -> None:
    for row in TABLE:
        assert template(row.name)["tex"], row.name
        assert "{a}" not in template(row.name)["tex"]


@pytest.mark.parametrize(
    ("name", "step", "total"),
    [
        (
            "elman_squared_error",
            r"E_t = \tfrac12 \sum_k \left(Y_{tk} - y_{tk}\right)^2",
            r"\tfrac12 \sum_t \sum_k \left(Y_{tk} - y_{tk}\right)^2",
        ),
        ("elman", r"E_t = -\sum_k y_{tk} \ln Y_{tk}", r"-\sum_t \sum_k y_{tk} \ln Y_{tk}"),
        (
            "elman_binary",
            r"E_t = -\sum_k \left[y_{tk} \ln Y_{tk} + (1 - y_{tk}) \ln (1 - Y_{tk})\right]",
            r"-\sum_t \sum_k \left[y_{tk} \ln Y_{tk} + (1 - y_{tk}) \ln (1 - Y_{tk})\right]",
        ),
    ],
)
def test_losses_are_written_as_in_the_chapter_with_the_output_as_yhat(name: str, step: str, total: str) -> None:
    loss = ready(name).plan["loss"]
    plain = [tex.replace(r"\hat{y}", "Y") for tex in (without_classes(loss["tex"]), without_classes(loss["total"]))]
    assert plain == [step, total]


def without_classes(tex: str) -> str:
    """``\\htmlClass{…}{X}`` as X, where X has no braces that are not closed."""
    while r"\htmlClass" in tex:
        start = tex.index(r"\htmlClass")
        inner = tex.index("}", start) + 2
        depth, end = 1, inner
        while depth:
            depth += {"{": 1, "}": -1}.get(tex[end], 0)
            end += 1
        tex = tex[:start] + tex[inner : end - 1] + tex[end:]
    return tex

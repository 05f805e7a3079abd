"""The classic faults of backpropagation through time, each as a small change to the adjoint graph or to the table.

They are planted where people make them: in a derivative, in a delay, in what is multiplied with what. The forward pass
stays right, so the loss looks right, and most of them still learn.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from unspool.recurrence import Adjoint, Folded, Node, Ref
from unspool.recurrence.operations import BY_NAME

Plant = Callable[[Adjoint, Folded], None]


def adjoint_of(adjoint: Adjoint, name: str) -> Node:
    return adjoint.graph.nodes[adjoint.of[adjoint.graph.named[name]].node]


def backward_nodes(adjoint: Adjoint, folded: Folded) -> list[Node]:
    return adjoint.graph.nodes[len(folded.graph.nodes) :]


def through_time(node: Node) -> list[int]:
    """The positions at which an adjoint adds what comes back from another step."""
    found = [position for position, ref in enumerate(node.args) if ref.shift]
    assert found, "nothing comes back through time here"
    return found


def no_gate_in_the_carry(state: str) -> Plant:
    """∂L/∂c_{t−1} gets ∂L/∂c_t whole, as if f were 1."""

    def plant(adjoint: Adjoint, _: Folded) -> None:
        node = adjoint_of(adjoint, state)
        args = list(node.args)
        for position in through_time(node):
            part = adjoint.graph.nodes[args[position].node]
            if part.op == "multiply":
                back = part.args[0]
                args[position] = Ref(back.node, back.shift + args[position].shift)
        assert tuple(args) != node.args
        node.args = tuple(args)

    return plant


def truncated(state: str) -> Plant:
    """Nothing comes back to a state from the next step."""

    def plant(adjoint: Adjoint, _: Folded) -> None:
        node = adjoint_of(adjoint, state)
        late = through_time(node)
        node.args = tuple(ref for position, ref in enumerate(node.args) if position not in late)
        node.op = "same" if len(node.args) == 1 else node.op
        if not node.args:
            node.op, node.args = "same", (adjoint.graph.add("number", number=0.0, scalar=True),)

    return plant


def another_step_of(state: str) -> Plant:
    """A gate's gradient is multiplied with c_t instead of c_{t−1}."""

    def plant(adjoint: Adjoint, folded: Folded) -> None:
        late = Ref(adjoint.graph.named[state], -1)
        found = [node for node in backward_nodes(adjoint, folded) if node.op == "multiply" and late in node.args]
        assert found
        for node in found:
            node.args = tuple(Ref(late.node) if ref == late else ref for ref in node.args)

    return plant


def another_step_in_products(state: str) -> Plant:
    """∂L/∂W_h multiplies with h_t instead of h_{t−1}."""

    def plant(adjoint: Adjoint, _: Folded) -> None:
        late = Ref(adjoint.graph.named[state], -1)
        assert any(use.operand == late for use in adjoint.uses)
        adjoint.uses[:] = [replace(use, operand=Ref(late.node)) if use.operand == late else use for use in adjoint.uses]

    return plant


def swapped(one: str, other: str) -> Plant:
    """The gradients of two gates' parameters, one for the other."""
    swap = {one: other, other: one}

    def plant(adjoint: Adjoint, _: Folded) -> None:
        adjoint.uses[:] = [
            replace(use, parameter=use.parameter[:-1] + swap.get(use.parameter[-1], use.parameter[-1]))
            if use.parameter.startswith(("W_", "b_"))
            else use
            for use in adjoint.uses
        ]

    return plant


def not_transposed(prefix: str) -> Plant:
    """W g comes back where Wᵀ g should; only square matrices let that pass."""

    def plant(adjoint: Adjoint, folded: Folded) -> None:
        found = [
            node
            for node in backward_nodes(adjoint, folded)
            if node.op == "transposed" and adjoint.graph.nodes[node.args[0].node].key.startswith(prefix)
        ]
        assert found
        for node in found:
            node.op = "matmul"

    return plant


def biases_of_the_last_step(adjoint: Adjoint, _: Folded) -> None:
    """∂L/∂b is what the last step gives, not the sum over the steps.

    1 at every step, read one step later, is 1 but at the end, where nothing is: its complement is the last step alone.
    """
    graph = adjoint.graph
    one = graph.add("number", number=1.0, scalar=True)
    always = graph.add("same", (one,), key="always", scalar=True)
    last = graph.add("subtract", (one, Ref(always.node, 1)), scalar=True)
    found = [use for use in adjoint.uses if use.operand is None]
    assert found
    adjoint.uses[:] = [
        replace(use, back=graph.add("multiply", (last, use.back))) if use in found else use for use in adjoint.uses
    ]


def target_of_another_step(adjoint: Adjoint, folded: Folded) -> None:
    """ŷ_t − y_{t−1} instead of ŷ_t − y_t."""
    targets = {node.id for node in adjoint.graph.nodes if node.op == "target"}
    found = [node for node in backward_nodes(adjoint, folded) if any(ref.node in targets for ref in node.args)]
    assert found
    for node in found:
        node.args = tuple(Ref(ref.node, ref.shift - 1) if ref.node in targets else ref for ref in node.args)


def derivative(operation: str, *texts: str) -> Callable[[pytest.MonkeyPatch], None]:
    """A wrong row in the table of operations."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(BY_NAME, operation, replace(BY_NAME[operation], derivative=texts))

    return patch


TABLE_FAULTS = {
    "tanh′ missing": derivative("tanh", "1"),
    "σ′ at the output": derivative("sigmoid", "sigmoid(v) * sigmoid(-v)"),
    "σ′ as tanh′": derivative("sigmoid", "1 - v * v"),
}
COMMON: dict[str, Plant] = {
    "dh truncated": truncated("h"),
    "h_t for h_{t−1}": another_step_in_products("h"),
    "bias gradient of the last step only": biases_of_the_last_step,
    "target off by one": target_of_another_step,
}
FAULTS: dict[str, dict[str, Plant]] = {
    "lstm": {
        **COMMON,
        "no forget gate in the carry": no_gate_in_the_carry("c"),
        "dc truncated": truncated("c"),
        "c_t for c_{t−1}": another_step_of("c"),
        "gates i and f swapped": swapped("i", "f"),
        "W for Wᵀ": not_transposed("W_h"),
    },
    "elman": {**COMMON, "W for Wᵀ": not_transposed("W")},
    "gru": {
        **COMMON,
        "no update gate in the carry": no_gate_in_the_carry("h"),
        "h_t for h_{t−1} in the gate": another_step_of("h"),
        "gates r and z swapped": swapped("r", "z"),
        "W for Wᵀ": not_transposed("W_h"),
    },
}
EVERY = [
    (net, fault)
    for net, faults in FAULTS.items()
    for fault in [*faults, *(TABLE_FAULTS if net != "elman" else ["tanh′ missing"])]
]

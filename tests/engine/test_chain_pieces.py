"""A factor of the chain taken apart into its pieces (D W where that is what it is), and the product lectures print."""

import numpy as np
import pytest
from cases import drawn
from jacobians import NAMES, T, case_of

from unspool.gradients.chain import chain, ends, started
from unspool.gradients.pieces import pieces, printed, product

FORMS = {
    "elman": ["slope tanh", "W"],
    "dynamical_system": ["slope tanh", "W"],
    "pre_activation": ["W", "slope tanh"],
    "output_to_hidden": ["V", "slope tanh", "W"],
}


@pytest.mark.parametrize("name", NAMES)
def test_the_pieces_of_a_factor_multiply_to_it(name: str) -> None:
    case = case_of(name)
    run, found = started(case)
    with run:
        for state in found:
            link = chain(run, case, state, *ends(state, T, 0, T + 1))
            for i, factor in zip(link.steps, link.factors, strict=True):
                made = pieces(run, state, i)
                if made is not None:
                    np.testing.assert_allclose(product(made, state.size), factor, rtol=1e-12, atol=1e-15)
                if name in FORMS:
                    assert made is not None
                    assert [piece.parameter or f"{piece.kind} {piece.op}" for piece in made] == FORMS[name]
                if name in ("lstm", "gru", "skip", "stacked"):
                    assert made is None


def test_the_product_that_lectures_print_is_another_one() -> None:
    case = case_of("pre_activation")
    run, (state,) = started(case)
    with run:
        link = chain(run, case, state, 4, 9)
        right = link.products.plain[-1]
        rows = [printed(pieces(run, state, i), state, i) for i in link.steps]
        states = np.array(run.values["h"])
    one, other = np.eye(state.size), np.eye(state.size)
    for i, row in zip(link.steps, rows, strict=True):
        assert row is not None
        slope = 1 - np.tanh(states[i - 2]) ** 2
        np.testing.assert_allclose(row, case.parameters["W"].T @ np.diag(slope), rtol=1e-13)
        one, other = row @ one, other @ row
    for wrong in (one, other):
        assert min(np.linalg.norm(wrong - right), np.linalg.norm(wrong.T - right)) > 0.05 * np.linalg.norm(right)
    run, (state,) = started(case_of("elman"))
    with run:
        assert printed(pieces(run, state, 4), state, 4) is None


def test_the_printed_product_is_that_of_one_form_alone() -> None:
    """W φ(h[t-1]); of W φ(a[t-1]), where φ is taken of something else, there is none."""
    other = "m = R @ h[t-1]\nh = U @ x + W @ tanh(m)\nloss = squared_error(h, y)"
    late = "h = W @ tanh(h[t-1] + x)\nloss = squared_error(h, y)"
    for text in (other, late):
        run, (state,) = started(drawn(text, 5))
        with run:
            assert printed(pieces(run, state, 3), state, 3) is None


FACTORS = {
    "h = tanh(W @ h[t-1] + U @ x) * 0.5": ["slope multiply", "slope tanh", "W"],
    "h = 1 - W @ h[t-1]": ["slope subtract", "W"],
    "h = x + y + W @ h[t-1]": ["W"],
    "h = softmax(W @ h[t-1])": ["whole softmax", "W"],
    "h = x - tanh(h[t-1]) / 3": ["slope subtract", "slope divide", "slope tanh"],
    "h = h[t-1] + x": [],
    "h = tanh(U @ x + W @ (h[t-1] + h[t-1]))": [],
    "h = tanh(U @ x + sum(h[t-1]))": [],
}


@pytest.mark.parametrize("text", FACTORS)
def test_a_factor_is_taken_apart_where_one_path_leads_through_it(text: str) -> None:
    case = drawn(text, 5)
    run, (state,) = started(case)
    with run:
        made = pieces(run, state, 3)
        names = None if made is None else [piece.parameter or f"{piece.kind} {piece.op}" for piece in made]
        assert names == (FACTORS[text] if FACTORS[text] or text == "h = h[t-1] + x" else None)
        if made is not None:
            link = chain(run, case, state, 2, 3)
            np.testing.assert_allclose(product(made, state.size), link.factors[0], rtol=1e-13, atol=1e-15)

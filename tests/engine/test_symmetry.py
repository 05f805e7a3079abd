"""Symmetries that any right engine has: units have no order, tanh nets are odd, only the sum of two biases counts."""

from dataclasses import replace

import numpy as np
import pytest
from cases import MACHINES, Case, drawn, text_of

from unspool import engine

# for each net: its states and gates by unit, and on which sides of a matrix those units stand
HIDDEN = {
    "elman": {"units": "a h b U".split(), "both": ["W"], "columns": ["V"]},
    "lstm": {
        "units": "i f o g c h b_i b_f b_o b_g W_xi W_xf W_xo W_xg".split(),
        "both": "W_hi W_hf W_ho W_hg".split(),
        "columns": ["V"],
    },
    "lstm_peephole": {
        "units": "i f o g c h b_i b_f b_o b_g W_xi W_xf W_xo W_xg w_ci w_cf w_co".split(),
        "both": "W_hi W_hf W_ho W_hg".split(),
        "columns": ["V"],
    },
    "gru": {
        "units": "r z n h b_r b_z b_n e W_xr W_xz W_xn".split(),
        "both": "W_hr W_hz W_hn".split(),
        "columns": ["V"],
    },
    "gru_2014": {
        "units": "r z n h b_r b_z b_n W_xr W_xz W_xn".split(),
        "both": "W_hr W_hz W_hn".split(),
        "columns": ["V"],
    },
    "skip": {"units": "h b U".split(), "both": ["W", "S"], "columns": ["V"]},
}


def permuted(name: str, arrays: dict, order: list[int], axis: int) -> dict:
    """Arrays by name with hidden units reordered; ``axis`` counts units in what belongs to a unit."""
    sides = HIDDEN[name]
    found = {}
    for key, array in arrays.items():
        if key in sides["units"]:
            array = np.take(array, order, axis=axis)
        elif key in sides["both"]:
            array = array[order][:, order]
        elif key in sides["columns"]:
            array = array[:, order]
        found[key] = array
    return found


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
@pytest.mark.parametrize("name", HIDDEN)
def test_permuting_hidden_units_permutes_them_and_changes_nothing_else(name: str, plain: bool) -> None:
    case = drawn(text_of(name), 8, units=4, seed=1, missing=(3,))
    order = [2, 0, 3, 1]
    other = replace(
        case, parameters=permuted(name, case.parameters, order, 0), initial=permuted(name, case.initial, order, 1)
    )
    one, two = (engine.trace(each, plain=plain) for each in (case, other))
    assert two.loss == pytest.approx(one.loss, rel=1e-13)
    for part, axis in (("values", 1), ("grads", 1), ("initial_grads", 1), ("parameter_grads", 0)):
        expected = permuted(name, getattr(one, part), order, axis)
        for key, array in getattr(two, part).items():
            np.testing.assert_allclose(array, expected[key], rtol=1e-11, atol=1e-14, err_msg=f"{part} {key}")


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
def test_a_tanh_net_without_biases_is_odd(plain: bool) -> None:
    case = drawn("h = tanh(U @ x + W @ h[t-1])\nloss = sum(square(h))", 9, seed=2)
    mirror = replace(case, inputs=-case.inputs, initial={"h": -case.initial["h"]})
    one, two = (engine.trace(each, plain=plain) for each in (case, mirror))
    np.testing.assert_array_equal(one.values["h"], -two.values["h"])
    np.testing.assert_array_equal(one.grads["h"], -two.grads["h"])
    np.testing.assert_array_equal(one.parameter_grads["W"], two.parameter_grads["W"])


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
def test_of_two_biases_only_the_sum_counts_and_their_gradients_are_equal(plain: bool) -> None:
    case = drawn("h = tanh(U @ x + b + W @ h[t-1] + c)\nloss = sum(square(h))", 9, seed=3)
    b, c = case.parameters["b"], case.parameters["c"]
    moved = replace(case, parameters={**case.parameters, "b": b + c, "c": np.zeros(3)})
    one, two = (engine.trace(each, plain=plain) for each in (case, moved))
    np.testing.assert_allclose(one.values["h"], two.values["h"], rtol=1e-13)
    np.testing.assert_array_equal(one.parameter_grads["b"], one.parameter_grads["c"])


@pytest.mark.parametrize("plain", MACHINES.values(), ids=MACHINES)
def test_a_shift_of_all_logits_changes_no_probability_and_gradients_by_logits_sum_to_zero(plain: bool) -> None:
    case: Case = drawn(text_of("elman"), 6, seed=4)
    moved = replace(case, parameters={**case.parameters, "c": case.parameters["c"] + 3.0})
    one, two = (engine.trace(each, plain=plain) for each in (case, moved))
    np.testing.assert_allclose(one.values["yhat"], two.values["yhat"], rtol=1e-13)
    np.testing.assert_allclose(one.grads["o"].sum(axis=1), 0.0, atol=1e-15)

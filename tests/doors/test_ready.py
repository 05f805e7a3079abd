"""Every ready example runs, and has what the gallery needs; what its note says is tested row by row of the lecture."""

import json
import math

import httpx
import numpy as np
import pytest
from ready import ALL, run

import unspool
from unspool.documents.examples import FOLDER

EXPLODES = {"beyond_numbers", "bound_overflow"}  # meant to, as its note says
BESIDE = [name for name, example in ALL.items() if example.beside]


@pytest.mark.parametrize("name", ALL)
def test_every_example_is_a_spec_that_runs_both_ways(name: str) -> None:
    example, trace = ALL[name], run(name)
    finite = [trace.loss is not None and math.isfinite(trace.loss)]
    finite += [bool(np.isfinite(rows).all()) for rows in [*trace.values.values(), *trace.parameter_grads.values()]]
    assert all(finite) is (name not in EXPLODES)
    assert (trace.first_nonfinite is None) is (name not in EXPLODES)
    assert set(example.view.get("curve", [])) <= set(trace.values)
    assert example.stop in (None, "end") or isinstance(example.stop, int)


@pytest.mark.parametrize("name", ALL)
def test_a_file_has_its_keys_and_no_others(name: str) -> None:
    document = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    assert (
        {"row", "title", "look", "spec"}
        <= set(document)
        <= {"row", "place", "title", "look", "spec", "beside", "view", "stop"}
    )
    assert 1 <= len(document["look"]) <= 260
    assert len(document["title"]) <= 44
    view = document.get("view", {})
    assert all(
        isinstance(value, dict if key in ("laid", "camera") else (int, str, list)) for key, value in view.items()
    )


def test_titles_and_places_are_each_once() -> None:
    assert len({one.title for one in ALL.values()}) == len({(one.row, one.place) for one in ALL.values()}) == len(ALL)


def test_every_net_of_the_chapter_is_among_them() -> None:
    assert {one.row for one in ALL.values()} >= set(range(1, 9))


def test_the_server_tells_them_in_the_order_of_the_gallery(server: str) -> None:
    told = httpx.get(f"{server}/api/examples").json()
    assert [one["name"] for one in told] == list(ALL)
    assert told[0].keys() == {
        "name",
        "row",
        "place",
        "title",
        "look",
        "spec",
        "beside",
        "view",
        "stop",
        "edges",
        "ends",
    }


@pytest.mark.parametrize("name", BESIDE)
def test_an_example_s_second_run_is_a_spec_that_runs_both_ways(name: str) -> None:
    beside = ALL[name].beside
    assert beside is not None
    trace = unspool.run(beside)
    assert trace.loss is not None
    assert math.isfinite(trace.loss)
    assert set(ALL[name].view.get("curve", [])) & set(trace.values)

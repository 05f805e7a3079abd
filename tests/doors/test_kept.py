"""Questions about one spec: its run is computed for the first, kept for the next, and given up when room is needed."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

import anyio
import httpx
import pytest
from serving import elman, serving

from unspool.documents import read_spec
from unspool.engine import Run
from unspool.web import create_app, turns

ASKED = [{"node": "h", "t": 3, "unit": 1}, {"node": "x", "t": 2, "unit": 0}, {"parameter": "W", "at": [1, 2]}]


@dataclass
class Counted:
    """How many runs were computed, and which were closed."""

    runs: int = 0
    closed: int = 0


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    count = Counted()
    start, close = turns.start, Run.close

    def started(spec: turns.Spec, inputs: bool) -> Run:
        count.runs += 1
        return start(spec, inputs)

    def closed(run: Run) -> None:
        count.closed += 1
        close(run)

    monkeypatch.setattr(turns, "start", started)
    monkeypatch.setattr(Run, "close", closed)
    return count


def answered(server: str, steps: int, asked: dict[str, object]) -> bytes:
    found = httpx.post(f"{server}/api/answer", json={"spec": elman(steps), **asked}, timeout=30)
    assert found.status_code == 200, found.text
    return found.content


def test_a_second_question_finds_the_run_done_and_gets_the_same_bits(counted: Counted) -> None:
    fresh = []
    for asked in ASKED:
        with serving(create_app()) as server:
            fresh.append(answered(server, 5, asked))
    counted.runs = 0
    with serving(create_app()) as server:
        again = [answered(server, 5, asked) for asked in ASKED * 2]
    assert again == fresh * 2
    assert counted.runs == 1


def test_a_step_is_opened_in_the_run_that_is_there(counted: Counted) -> None:
    with serving(create_app()) as server:
        steps = [httpx.post(f"{server}/api/step", json={"spec": elman(), "t": t}) for t in (1, 2, 1)]
    assert steps[0].content == steps[2].content != steps[1].content
    assert counted.runs == 1


def test_a_refused_question_leaves_the_run_to_the_next(counted: Counted) -> None:
    with serving(create_app()) as server:
        asking = {"spec": elman(), "node": "h", "t": 3, "unit": 99}
        assert httpx.post(f"{server}/api/answer", json=asking).status_code == 422
        answered(server, 5, ASKED[0])
    assert (counted.runs, counted.closed) == (1, 0)


def test_a_class_that_asks_at_once_has_one_run(counted: Counted) -> None:
    with serving(create_app()) as server, ThreadPoolExecutor(12) as pupils:
        found = set(pupils.map(lambda _: answered(server, 40, ASKED[0]), range(24)))
    assert len(found) == 1
    assert counted.runs == 1


def test_no_more_runs_are_kept_than_there_is_memory_for(counted: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "KEPT", 3)
    app = create_app()
    with serving(app) as server:
        for steps in range(2, 8):
            answered(server, steps, ASKED[0] | {"t": 1})
        assert counted.closed == 3
        app.state.turns.most = 1
        answered(server, 7, ASKED[0])
        assert not app.state.turns.kept


def test_a_run_that_waits_for_room_gets_that_of_a_kept_one(counted: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "SMALL", 1_000)
    app = create_app()
    app.state.turns = turns.Turns(room=20_000)
    with serving(app) as server:
        for steps in (100, 99, 98):  # 11,200 bytes of trace, and a little less
            answered(server, steps, ASKED[0])
        assert (counted.runs, counted.closed) == (3, 2)
        assert len(app.state.turns.kept) == 1
        assert httpx.get(f"{server}/healthz").json()["runs"] == 0
        app.state.turns.most = 0
        answered(server, 98, ASKED[0])
    assert app.state.turns.free == 20_000


def test_an_answer_that_fails_leaves_nothing_recalled_in_the_run_that_is_kept() -> None:
    async def failing() -> Run:
        with suppress(ZeroDivisionError):
            async with turns.Turns().finished(read_spec(elman())) as run:
                assert run.recall
                raise ZeroDivisionError
        return run

    assert "recall" not in vars(anyio.run(failing))

"""From a spec to a run, with every refusal a SpecError."""

from __future__ import annotations

from collections.abc import Iterator

from unspool import engine
from unspool.documents import limits
from unspool.documents.grouping import at_once
from unspool.documents.refusal import SpecError
from unspool.documents.spec import Spec, read_spec
from unspool.recurrence import Mistake


def start(spec: Spec, inputs: bool = False, seeds: tuple[str, ...] = ()) -> engine.Run:
    """A run that is ready but has computed nothing (``inputs``: ∂L/∂x too; ``seeds``: where backward may begin);
    refuses one that would not fit, before anything of it is allocated."""
    try:
        asked = engine.memory(spec.case, seeds=seeds, inputs=inputs)
        limits.memory_within(asked.trace, asked.run, spec.case.T)
        return engine.start(spec.case, seeds=seeds, inputs=inputs)
    except Mistake as mistake:
        raise SpecError.of(mistake) from None


def run(spec: object) -> engine.Trace:
    """The trace of a spec given as a dict; raises SpecError for a spec that cannot be run."""
    with start(read_spec(spec)) as started:
        for _ in passes(started):
            pass
        return started.trace()


def passes(run: engine.Run) -> Iterator[engine.Block]:
    """Both passes, cut as every door cuts them: only so are they equal to the last bit."""
    steps = at_once(sum(run.sizes.values()))
    yield from run.forward(steps)
    yield from run.backward(steps)

"""Who computes when: runs take turns in a few worker threads, so no run keeps the others, or the page, waiting.

A turn is one block of a run. ``AT_ONCE`` turns go on at a time and the next ones queue in order, so a run of
10,000 steps and one of ten advance block by block, side by side. Runs that are large also wait for room, in
order, since each holds its trace in memory until its reader has it. A run that was asked about keeps its room until
somebody else needs it: the next question about the same spec finds it done.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeVar, TypeVarTuple

import anyio
import anyio.to_thread

from unspool.documents import Spec, passes, spec_hash, start
from unspool.documents.limits import TRACE_BYTES
from unspool.engine import Run, memory

AT_ONCE = 2
SMALL = 2 * 2**20  # bytes of a run that need not wait for room
KEPT = 16  # runs that wait for the next question …
KEPT_BYTES = 256 * 2**20  # … and the bytes of their buffers

Result = TypeVar("Result")
Arguments = TypeVarTuple("Arguments")


@dataclass
class _Kept:
    """A run that questions are asked of, by one at a time; None until the first has computed it."""

    lock: anyio.Lock = field(default_factory=anyio.Lock)
    run: Run | None = None
    bytes: int = 0  # of its buffers
    users: int = 0  # who have it, or wait for it


class Turns:
    """One for an application."""

    def __init__(self, room: int = TRACE_BYTES, most: int = KEPT_BYTES) -> None:
        self.limiter = anyio.CapacityLimiter(AT_ONCE)
        self.free = room
        self.most = most
        self.waiting: deque[tuple[int, anyio.Event]] = deque()
        self.running = 0  # runs that are open
        self.kept: OrderedDict[tuple[str, bool], _Kept] = OrderedDict()  # the one that rests longest first

    async def take(self, work: Callable[[*Arguments], Result], *arguments: *Arguments) -> Result:
        """One turn. A client that leaves meanwhile is noticed after it."""
        return await anyio.to_thread.run_sync(work, *arguments, limiter=self.limiter)

    async def each(self, made: Iterator[Result]) -> AsyncIterator[Result]:
        """What an iterator makes, one turn for each."""
        while found := await self.take(_next, made):
            yield found[0]

    @asynccontextmanager
    async def run(self, spec: Spec, inputs: bool = False) -> AsyncIterator[Run]:
        """A run that has room, and gives it back whatever happens; ``inputs``: ∂L/∂x and ∂L/∂y too."""
        self.running += 1
        try:
            run = await self._begun(spec, inputs)
            try:
                yield run
            finally:
                self._ended(run)
        finally:
            self.running -= 1

    @asynccontextmanager
    async def finished(self, spec: Spec, inputs: bool = False) -> AsyncIterator[Run]:
        """A run whose passes are done, for one user at a time, who reads it and neither runs nor closes it.

        It is kept for the next question about the same spec, as long as nobody needs its room.
        """
        key = (await self.take(spec_hash, spec), inputs)
        kept = self.kept.setdefault(key, _Kept())
        kept.users += 1
        self.running += 1
        try:
            async with kept.lock:
                if kept.run is None:
                    await self._finish(kept, spec, inputs)
                assert kept.run is not None
                try:
                    yield kept.run
                finally:
                    kept.run.rest()
        finally:
            self.running -= 1
            kept.users -= 1
            self.kept.move_to_end(key)
            self._let_go()

    async def _finish(self, kept: _Kept, spec: Spec, inputs: bool) -> None:
        run = await self._begun(spec, inputs)
        try:
            async for _ in self.each(passes(run)):
                pass
            kept.bytes = (await self.take(lambda: memory(spec.case, inputs=inputs))).run
        except BaseException:
            self._ended(run)
            raise
        kept.run = run

    @asynccontextmanager
    async def room(self, amount: int) -> AsyncIterator[None]:
        """Room for so many bytes, at most as many as there are in all: waited for in order, given back at the end."""
        await self._take_room(amount)
        try:
            yield
        finally:
            self._return_room(amount)

    def _let_go(self) -> None:
        """Of runs that nobody asks about: what never was computed, and the oldest while there are too many, or
        somebody waits for room."""
        for key, kept in list(self.kept.items()):
            many = len(self.kept) > KEPT or sum(one.bytes for one in self.kept.values()) > self.most
            if not kept.users and (kept.run is None or many or self.waiting):
                del self.kept[key]
                if kept.run is not None:
                    self._ended(kept.run)

    async def _begun(self, spec: Spec, inputs: bool) -> Run:
        run = await self.take(start, spec, inputs)
        try:
            await self._take_room(run.bytes)
        except BaseException:
            run.close()
            raise
        return run

    def _ended(self, run: Run) -> None:
        self._return_room(run.bytes)
        run.close()

    async def _take_room(self, amount: int) -> None:
        if amount <= SMALL:
            return
        if not self.waiting and amount <= self.free:
            self.free -= amount
        else:
            await self._wait(amount)

    def _return_room(self, amount: int) -> None:
        if amount > SMALL:
            self._give_back(amount)

    async def _wait(self, amount: int) -> None:
        """In order; whoever gives room back has taken ours already when the event is set."""
        mine = (amount, anyio.Event())
        self.waiting.append(mine)
        self._let_go()
        try:
            await mine[1].wait()
        except BaseException:
            if mine[1].is_set():
                self._give_back(amount)
            else:
                self.waiting.remove(mine)
                self._give_back(0)
            raise

    def _give_back(self, amount: int) -> None:
        self.free += amount
        while self.waiting and self.waiting[0][0] <= self.free:
            first, event = self.waiting.popleft()
            self.free -= first
            event.set()


def _next(made: Iterator[Result]) -> tuple[Result] | None:
    """The next in a tuple, since it may be None itself; None at the end (StopIteration cannot cross threads)."""
    for found in made:
        return (found,)
    return None

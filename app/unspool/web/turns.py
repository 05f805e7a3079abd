"""Who computes when: runs take turns in a few worker threads, so no run keeps the others, or the page, waiting.

A turn is one block of a run. ``AT_ONCE`` turns go on at a time and the next ones queue in order, so a run of
10,000 steps and one of ten advance block by block, side by side. Runs that are large also wait for room, in
order, since each holds its trace in memory until its reader has it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import TypeVar, TypeVarTuple

import anyio
import anyio.to_thread

from unspool.documents import Spec, start
from unspool.documents.limits import TRACE_BYTES
from unspool.engine import Run

AT_ONCE = 2
SMALL = 2 * 2**20  # bytes of a run that need not wait for room

Result = TypeVar("Result")
Arguments = TypeVarTuple("Arguments")


class Turns:
    """One for an application."""

    def __init__(self, room: int = TRACE_BYTES) -> None:
        self.limiter = anyio.CapacityLimiter(AT_ONCE)
        self.free = room
        self.waiting: deque[tuple[int, anyio.Event]] = deque()
        self.running = 0  # runs that are open

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
        run = await self.take(start, spec, inputs)
        self.running += 1
        try:
            async with self.room(run.bytes):
                yield run
        finally:
            self.running -= 1
            run.close()

    @asynccontextmanager
    async def room(self, amount: int) -> AsyncIterator[None]:
        """Room for so many bytes, at most as many as there are in all: waited for in order, given back at the end."""
        if amount <= SMALL:
            yield
            return
        if self.waiting or amount > self.free:
            await self._wait(amount)
        else:
            self.free -= amount
        try:
            yield
        finally:
            self._give_back(amount)

    async def _wait(self, amount: int) -> None:
        """In order; whoever gives room back has taken ours already when the event is set."""
        mine = (amount, anyio.Event())
        self.waiting.append(mine)
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

"""Union-find: sets that grow together, and sizes that must be equal."""

from __future__ import annotations

from collections.abc import Iterable


class Sets:
    """Disjoint sets of numbers; a number that was never joined is a set of its own."""

    def __init__(self) -> None:
        self.parent: dict[int, int] = {}

    def root(self, item: int) -> int:
        """The number that stands for the set of ``item``."""
        parent = self.parent
        while parent.setdefault(item, item) != item:
            parent[item] = parent.setdefault(parent[item], parent[item])
            item = parent[item]
        return item

    def join(self, items: Iterable[int]) -> None:
        """Make one set of the sets of all items; the first one's root stays."""
        first, *others = [self.root(item) for item in items]
        for other in others:
            self.parent[self.root(other)] = self.root(first)


class Unions:
    """Sizes by the number that ``new`` gave them; a class of equal ones knows its size, and from where (in words)."""

    def __init__(self) -> None:
        self.sets = Sets()
        self.number: list[int | None] = []
        self.source: list[str] = []

    def new(self) -> int:
        """A size that nothing is known of."""
        self.number.append(None)
        self.source.append("")
        return len(self.number) - 1

    def root(self, item: int) -> int:
        """The size that stands for all that are equal to ``item``."""
        return self.sets.root(item)

    def join(self, a: int, b: int) -> bool:
        """Make two sizes equal; False if they are known to differ."""
        a, b = self.root(a), self.root(b)
        if a == b:
            return True
        if self.number[a] is not None and self.number[b] is not None and self.number[a] != self.number[b]:
            return False
        if self.number[a] is None:
            a, b = b, a
        self.sets.join((a, b))
        return True

    def know(self, item: int, number: int, source: str) -> bool:
        """Say what a size is, and from where; False if it is known to be another."""
        root = self.root(item)
        if self.number[root] is None:
            self.number[root], self.source[root] = number, source
        return self.number[root] == number

    def get(self, item: int) -> int | None:
        """The size, if it is known."""
        return self.number[self.root(item)]

    def why(self, item: int) -> str:
        """Where it came from."""
        return self.source[self.root(item)]

"""Union-find over sizes: classes of sizes that must be equal, each with its number and where that came from."""

from __future__ import annotations


class Unions:
    """Sizes by the number that ``new`` gave them; ``source`` is in words."""

    def __init__(self) -> None:
        self.parent: list[int] = []
        self.number: list[int | None] = []
        self.source: list[str] = []

    def new(self) -> int:
        self.parent.append(len(self.parent))
        self.number.append(None)
        self.source.append("")
        return len(self.parent) - 1

    def root(self, item: int) -> int:
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def join(self, a: int, b: int) -> bool:
        """Make two classes one; False if their numbers clash."""
        a, b = self.root(a), self.root(b)
        if a == b:
            return True
        if self.number[a] is not None and self.number[b] is not None and self.number[a] != self.number[b]:
            return False
        if self.number[a] is None:
            a, b = b, a
        self.parent[b] = a
        return True

    def know(self, item: int, number: int, source: str) -> bool:
        root = self.root(item)
        if self.number[root] is None:
            self.number[root], self.source[root] = number, source
        return self.number[root] == number

    def get(self, item: int) -> int | None:
        return self.number[self.root(item)]

    def why(self, item: int) -> str:
        return self.source[self.root(item)]

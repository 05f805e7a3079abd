"""Who is called what in a pack: wishes by part and by use, and peace where two would bear one name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from unspool.recurrence.cells import Cell, cells
from unspool.recurrence.net import DATA, Net
from unspool.recurrence.notation.joining import joinable
from unspool.recurrence.notation.pack import Pack, Spellings
from unspool.recurrence.roles import reads
from unspool.recurrence.symbols import Symbol, as_written, spelled
from unspool.recurrence.uses import Use, cell_of, is_readout, uses

Symbols = dict[str, Symbol]


def named(net: Net, pack: Pack, hinted: Mapping[str, str]) -> Symbols:
    """The symbols that a pack gives to nodes and parameters, and to the loss; what it leaves out keeps the text's."""
    own = {name: spelled(spelling, {}) for name, spelling in hinted.items()}
    fixed = {name: as_written(name) for name in DATA} | {
        "loss": spelled(pack.loss, {}),
        "loss of a step": spelled(pack.loss_of_a_step, {}),
    }
    nodes = _settled(net.names, _nodes(net, pack) | _only(own, net.names), fixed)
    everyone = (*net.names, *net.parameters)
    wishes = nodes | _parameters(net, pack, nodes) | _only(own, everyone)
    return _settled(everyone, wishes, fixed)


def part_of(net: Net, name: str) -> str | None:
    """What a node is in its cell."""
    return next((cell.parts[name] for cell in cells(net) if name in cell.parts), None)


def _spelling(net: Net, pack: Pack, name: str, use: Use) -> str | None:
    """How a pack spells a parameter; a matrix that could be joined, and is not, keeps the text's name."""
    if use.gate:
        return _found(spellings_for(net, pack, use.gate), use)
    within = use.cell is not None or not cells(net)
    if use.kind in ("output", "output bias"):
        alone = sum(other.kind == use.kind for other in uses(net).values()) == 1
        return pack.plain.get(use.kind) if alone else None
    if not within:
        return None
    spellings = ungated(net, pack)
    if "joined" in spellings and use.kind in ("input", "recurrent") and name not in _joined(net):
        return None
    if use.kind == "recurrent" and "fed back" in pack.plain and is_fed_back(net, use):
        return spellings.get("fed back")
    return _found(spellings, use)


def ungated(net: Net, pack: Pack) -> Spellings:
    """What a pack says of the parameters of cells that have no gates."""
    return pack.several if len(cells(net)) > 1 else pack.plain


@lru_cache(maxsize=64)
def _joined(net: Net) -> set[str]:
    return {name for equation in net.equations for matrices in joinable(net, equation) for name in matrices}


def _found(spellings: Spellings, use: Use) -> str | None:
    """The first of two biases is the bias where a pack knows one alone."""
    return spellings.get(use.kind) or (spellings.get("bias") if use.kind == "input bias" else None)


def spellings_for(net: Net, pack: Pack, gate: str) -> Spellings:
    """What a pack says of the parameters that serve a gate or a candidate."""
    return pack.by_part.get(part_of(net, gate) or "", pack.gated)


def is_fed_back(net: Net, use: Use) -> bool:
    """Whether a matrix multiplies an earlier target, or an earlier output and no hidden state."""
    made = {other.equation for other in uses(net).values() if other.kind == "output"}
    rest, seen = [use.source], set[str | None]()
    while rest:
        name = rest.pop()
        if name == "y" or name in made:
            return True
        for equation in net.equations:
            if equation.name == name and name not in seen and is_readout(net, equation):
                seen.add(name)
                rest += [leaf.name for leaf in reads(net)[name]]
    return False


def pieces(net: Net, symbols: Mapping[str, Symbol], use: Use) -> Symbols:
    """What stands for {gate}, {source}, {cell}, {layer} and {number} in a spelling."""
    found = {key: _symbol(symbols, name) for key, name in (("gate", use.gate), ("source", use.source)) if name}
    k = use.cell if use.cell is not None else cell_of(net, use.gate or "")
    if k is not None:
        cell = cells(net)[k]
        state = next((name for name, part in cell.parts.items() if part == "cell"), None)
        found |= {"cell": _symbol(symbols, state)} if state else {}
        layer = f"l{cell.layer}"
        found["number"] = Symbol(str(k + 1), label=str(k + 1))
        found["layer"] = Symbol(rf"\mathrm{{{layer}}}", label=layer)
        if cell.backwards:
            found["layer"] = Symbol(rf"\mathrm{{{layer}\,rev}}", label=f"{layer} reverse")
    return found


def _nodes(net: Net, pack: Pack) -> Symbols:
    often = Counter(part for cell in cells(net) for part in cell.parts.values())
    found = {}
    for cell in cells(net):
        for name, part in cell.parts.items():
            if part in pack.nodes:
                symbol = spelled(pack.nodes[part], {})
                found[name] = _numbered(symbol, name, cell) if often[part] > 1 else symbol
    return found


def _numbered(symbol: Symbol, name: str, cell: Cell) -> Symbol:
    """With the text's index, or the layer's number, where several cells have such a part."""
    index = as_written(name).lower or str(cell.layer + 1)
    return Symbol(symbol.stem, index, symbol.upper, f"{symbol.label}_{index}")


def _parameters(net: Net, pack: Pack, nodes: Symbols) -> Symbols:
    found = {}
    for name, use in uses(net).items():
        spelling = _spelling(net, pack, name, use)
        there = pieces(net, nodes, use)
        if spelling and set(re.findall(r"\{(\w+)\}", spelling)) <= there.keys():
            found[name] = spelled(spelling, there)
    return found


def _settled(everyone: Iterable[str], wishes: Symbols, fixed: Symbols) -> Symbols:
    """Wishes without clashes: the first keeps a name that two would have, the other what the text calls it.

    Every round that changes something takes one wish away, and the text's own names differ: so it ends.
    """
    wishes = dict(wishes)
    while True:
        owner = {symbol.tex: name for name, symbol in fixed.items()}
        owner |= {as_written(name).tex: name for name in everyone if name not in wishes}
        lost = [name for name in everyone if name in wishes and owner.setdefault(wishes[name].tex, name) != name]
        if not lost:
            return wishes | {"loss": fixed["loss of a step"], "all losses": fixed["loss"]}
        for name in lost:
            del wishes[name]


def _symbol(symbols: Mapping[str, Symbol], name: str) -> Symbol:
    return symbols.get(name) or as_written(name)


def _only(symbols: Mapping[str, Symbol], names: Iterable[str]) -> Symbols:
    known = set(names)
    return {name: symbol for name, symbol in symbols.items() if name in known}

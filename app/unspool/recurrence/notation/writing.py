"""A net in every notation that has something of its own to say about it, as plain data for the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from unspool.recurrence.cells import cells
from unspool.recurrence.net import DATA, Net
from unspool.recurrence.notation.joining import joinable
from unspool.recurrence.notation.naming import Symbols, is_fed_back, named, part_of, pieces, spellings_for, ungated
from unspool.recurrence.notation.pack import Pack
from unspool.recurrence.notation.packs import PACKS
from unspool.recurrence.symbols import as_written, spelled
from unspool.recurrence.typeset import Joined, Style, equation_tex, name_tex, total_tex
from unspool.recurrence.uses import served, uses


def notations(net: Net, classes: Mapping[str, str], rows: list[str]) -> list[dict[str, Any]]:
    """Each pack's names and formulas; a pack that would change nothing is left out."""
    found = (_written(net, pack, classes, rows) for pack in PACKS)
    return [one for one in found if one is not None]


def _written(net: Net, pack: Pack, classes: Mapping[str, str], rows: list[str]) -> dict[str, Any] | None:
    symbols = named(net, pack, net.spellings.get(pack.name, {}))
    style = Style(
        symbols,
        pack.time,
        pack.bare,
        pack.times,
        pack.bias_first,
        pack.summed_over,
        tuple(_joined(net, pack, symbols)),
    )
    formulas = {equation.name: equation_tex(equation, classes, style) for equation in net.every()}
    order = _ordered(net, pack, list(net.names))
    plain = {equation.name: equation_tex(equation, classes) for equation in net.every()}
    if (formulas, order) == (plain, list(net.names)):
        return None
    loss = symbols["all losses"]
    return {
        "name": pack.name,
        "title": pack.title,
        "note": _note(net, pack, style),
        "nodes": {name: _node(name, net, pack, style, formulas[name]) for name in net.names},
        "parameters": {
            name: {"tex": symbols[name].tight, "label": symbols[name].label}
            if name in symbols
            else {"tex": name_tex(name), "label": name}
            for name in net.parameters
        },
        "given": {name: _spelling(name, style) for name in DATA}
        | {"loss": {"symbol": loss.tex, "timed": style.around("loss"), "unit": None, "label": loss.label}},
        "times": pack.times,
        "circled": pack.circled,
        "loss": formulas.get("loss"),
        "total": total_tex(net.loss, classes, style) if net.loss else None,
        "rows": _ordered(net, pack, rows),
        "order": order,
    }


def _spelling(name: str, style: Style) -> dict[str, Any]:
    symbol = style.symbol(name)
    return {
        "symbol": symbol.untimed(style.time),
        "timed": style.around(name),
        "unit": symbol.unit(style.time),
        "label": symbol.label,
    }


def _node(name: str, net: Net, pack: Pack, style: Style, formula: str) -> dict[str, Any]:
    word = pack.words.get(part_of(net, name) or "")
    return _spelling(name, style) | {"tex": formula} | ({"word": word} if word else {})


def _ordered(net: Net, pack: Pack, names: list[str]) -> list[str]:
    """Gates in the pack's order, in the places that gates have."""
    for cell in cells(net):
        mine = {name: pack.order.index(part) for name, part in cell.parts.items() if part in pack.order}
        sorted_ones = iter(sorted((name for name in names if name in mine), key=mine.__getitem__))
        names = [next(sorted_ones) if name in mine else name for name in names]
    return names


def _joined(net: Net, pack: Pack, symbols: Symbols) -> Iterator[Joined]:
    """Sums of products that a pack writes as one matrix times a joined vector: the state first, then the input."""
    taken = {symbol.tex for symbol in symbols.values()}
    taken |= {as_written(name).tex for name in (*net.names, *net.parameters, *DATA) if name not in symbols}
    for equation in net.equations:
        gate = served(net, equation.name)
        spelling = (spellings_for(net, pack, gate) if gate else ungated(net, pack)).get("joined")
        for matrices in joinable(net, equation) if spelling else ():
            symbol = spelled(spelling or "", pieces(net, symbols, uses(net)[matrices[0]]))
            if symbol.tex not in taken:
                taken.add(symbol.tex)
                yield Joined(symbol, matrices)


def _note(net: Net, pack: Pack, style: Style) -> str:
    """Where the pack's conventions are others than this net's."""
    holds = _facts(net, style)
    example = _example(style.joined[0], style) if style.joined else ""
    return " ".join(sentence.replace("{joined}", example) for fact, sentence in pack.notes if holds.get(fact))


def _facts(net: Net, style: Style) -> dict[str, bool]:
    parts = {part for cell in cells(net) for part in cell.parts.values()}
    late = [use for use in uses(net).values() if use.kind == "recurrent"]
    return {
        "loss": net.loss is not None,
        "lstm": {"cell", "candidate"} <= parts,
        "gru": "new state" in parts,
        "sum of biases": any(symbol.is_sum for symbol in style.symbols.values()),
        "joined": bool(style.joined),
        "fed back": any(is_fed_back(net, use) for use in late),
    } | dict.fromkeys(set().union(*(cell.facts for cell in cells(net))), True)


def _example(joined: Joined, style: Style) -> str:
    blocks = r",\, ".join(style.symbol(name).tex for name in joined.matrices)
    return rf"{joined.symbol.tex} = [{blocks}]"

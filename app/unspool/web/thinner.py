"""Scripts and styles without what only their readers need: comments, and the blank space that begins a line.

Every line stays where it was, so that a browser's words about line 40 mean line 40 of the file. Strings, templates and
regular expressions are told from code and left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_STRING = r""" "(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*' """
_STYLE = re.compile(rf"({_STRING}) | /\*.*?\*/ | (?<=\n)[ \t]+", re.DOTALL | re.VERBOSE)
_PIECE = r"(?P<comment> //[^\n]* | /\*.*?\*/ ) | (?P<code> (?: [^{ends}]+ | {string} )+ ) | (?P<sign> . )"
_OUTSIDE, _INSIDE = (  # of a template's expression, where braces have to be counted
    re.compile(_PIECE.format(ends=ends, string=_STRING), re.DOTALL | re.VERBOSE) for ends in ("\"'`/", "\"'`/{}")
)
_TEMPLATE = re.compile(r"[`}](?:[^`\\$]|\\.|\$(?!\{))*(?:`|\$\{)", re.DOTALL)  # up to its end or its next expression
_REGEX = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/")
_INDENT = re.compile(rf"({_STRING}) | (?<=\n)[ \t]+", re.DOTALL | re.VERBOSE)
_VALUE = re.compile(r"[\w$)\]}\"'`]\s*$")  # after one of these a slash divides …
_KEYWORD = re.compile(
    r"\b(?:await|case|delete|do|else|in|instanceof|of|return|throw|typeof|void|yield)\s*$"
)  # … not so


def style(text: str) -> str:
    """The same style sheet."""
    return _STYLE.sub(lambda found: found[1] or "\n" * found[0].count("\n"), text)


def script(text: str) -> str:
    """The same module. One slash in a thousand only a parser can place (a regular expression after the ``)`` of an
    ``if``): the tests read every module of ours by a parser. Raises ``ValueError`` for a template without an end."""
    kept = [""]
    for kind, piece in _pieces(text):
        if kind == "comment":
            kept[-1] = kept[-1].rstrip(" \t")
            kept.append("\n" * piece.count("\n") or " " * piece.startswith("/*"))
        else:
            kept.append(_INDENT.sub(lambda found: found[1] or "", piece) if kind == "code" else piece)
    return "".join(kept)


def _pieces(text: str) -> Iterator[tuple[str | None, str]]:
    """All of a text in order, as comments, code with its strings, and signs: a slash, a brace, a regular expression, a
    template up to the expression in it and from there on."""
    at, before = 0, ""
    braces: list[int] = []  # for each template that is open: the braces that are open in its expression
    while at < len(text):
        found = (_INSIDE if braces else _OUTSIDE).match(text, at)
        assert found is not None  # any character is a piece
        kind = found.lastgroup
        if kind == "sign":
            found = _sign(text, found, before, braces)
        yield kind, found[0]
        at = found.end()
        if kind != "comment" and not found[0].isspace():
            before = found[0]
    if braces:
        raise ValueError("a template without an end")


def _sign(text: str, found: re.Match[str], before: str, braces: list[int]) -> re.Match[str]:
    """What begins with the sign that was found."""
    sign, at = found[0], found.start()
    closes = sign == "}" and bool(braces) and braces[-1] == 0
    if sign == "/":
        divides = _VALUE.search(before) and not _KEYWORD.search(before)
        return found if divides else _REGEX.match(text, at) or found
    if sign == "`" or closes:
        template = _TEMPLATE.match(text, at)
        if template is None:
            raise ValueError("a template without an end")
        if closes:
            braces.pop()
        if template[0].endswith("${"):
            braces.append(0)
        return template
    if braces and sign in "{}":
        braces[-1] += 1 if sign == "{" else -1
    return found

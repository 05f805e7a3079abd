"""Tokens to equations: a Pratt parser with the precedence of a textbook.

``@`` binds tightest and groups to the right, so ``A @ B @ h`` is A (B h), ``r * W @ h`` is
r ⊙ (W h) and ``-W @ h`` is −(W h); then ``* /``, then ``+ -``; ``p if mask else q`` last.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

from unspool.recurrence.expression import Call, Equation, Expression, Name, Number, depth
from unspool.recurrence.mistake import Mistake, Place
from unspool.recurrence.tokens import Token, tokens

DEEPEST = 60  # brackets
MOST_LEVELS = 200  # operations, one in the other
LONGEST_CHAIN = 100
LONGEST_DELAY = 1_000
MOST_EQUATIONS = 200
RESERVED = ("if", "else", "t")


def equations(text: str, arity: Callable[[str, int, Place], str]) -> list[Equation]:
    """Parse every line; ``arity(function, count, place)`` names the operation or raises Mistake."""
    found: list[Equation] = []
    parser = _Parser(text, arity)
    while (equation := parser.equation()) is not None:
        found.append(equation)
        if len(found) > MOST_EQUATIONS:
            parser.refuse(f"more than {MOST_EQUATIONS} equations", equation.place)
    return found


def expression(text: str, arity: Callable[[str, int, Place], str]) -> Expression:
    """Parse one expression that is a whole text (a derivative in the table of operations)."""
    return _Parser(text, arity).whole()


class _Parser:
    def __init__(self, text: str, arity: Callable[[str, int, Place], str]) -> None:
        self.text = text
        self.arity = arity
        self.tokens = list(tokens(text))
        self.at = 0
        self.depth = 0
        self.closed: set[Place] = set()  # sums that brackets closed: (a + b) + c stays as it was written

    def refuse(self, reason: str, place: Place) -> NoReturn:
        raise Mistake(reason, place, self.text)

    def peek(self) -> Token:
        return self.tokens[self.at]

    def take(self, kind: str | None = None, instead: str = "") -> Token:
        token = self.tokens[self.at]
        if kind is not None and token.kind != kind:
            self.refuse(instead or f"expected '{kind}' but found {_shown(token)}", token.place)
        self.at += 1
        return token

    def equation(self) -> Equation | None:
        while self.at < len(self.tokens) and self.peek().kind == "end":
            self.at += 1
        if self.at == len(self.tokens):
            return None
        name = self.take("name", f"an equation starts with a name, not with {_shown(self.peek())}")
        if name.text in RESERVED:
            self.refuse(f"'{name.text}' is a word of the language and cannot be defined", name.place)
        if self.peek().kind == "[":
            self.refuse(f"the left side is {name.text} at this step: write '{name.text} = …'", self.peek().place)
        self.take("=", f"expected '=' after {name.text} but found {_shown(self.peek())}")
        value = self.choice()
        self.ends()
        if (levels := depth(value)) > MOST_LEVELS:
            self.refuse(
                f"{levels:,} operations one in the other; the limit is {MOST_LEVELS}: give a part a name of its own",
                value.place,
            )
        lines = self.text.split("\n")[name.place.line - 1 : self.tokens[self.at - 1].place.line]
        return Equation(name.text, value, name.place, " ".join(line.split("#")[0].strip() for line in lines))

    def whole(self) -> Expression:
        value = self.choice()
        self.ends()
        return value

    def ends(self) -> None:
        token = self.peek()
        if token.kind == "=":
            self.refuse("a second '=' in one line: one equation a line", token.place)
        if token.kind != "end":
            self.refuse(f"expected an operator or the end of the line but found {_shown(token)}", token.place)
        self.at += 1

    def choice(self) -> Expression:
        """``p if mask else q``: p where the mask of the spec's phases is true."""
        self.deeper()
        value = self.sum()
        if self.is_word("if"):
            place = self.take().place
            mask = self.take("name", "expected the name of a phase after 'if'")
            if not self.is_word("else"):
                found = self.peek()
                self.refuse(f"expected 'else' after 'if {mask.text}' but found {_shown(found)}", found.place)
            self.take()
            value = Call("choose", (Name(mask.text, 0, mask.place), value, self.choice()), place)
        self.depth -= 1
        return value

    def is_word(self, word: str) -> bool:
        return self.peek().kind == "name" and self.peek().text == word

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            self.refuse(f"nested deeper than {DEEPEST}: give the inner part a name of its own", self.peek().place)

    def sum(self) -> Expression:
        value = self.product()
        chain = 0
        while self.peek().kind in ("+", "-"):
            token = self.take()
            right = self.product()
            chain = self.longer(chain, token)
            if token.kind == "-":
                value = Call("subtract", (value, right), token.place)
            elif isinstance(value, Call) and value.operation == "add" and value.place not in self.closed:
                value = Call("add", (*value.operands, right), value.place)
                chain -= 1  # a plain sum grows in width, not in depth
            else:
                value = Call("add", (value, right), token.place)
        return value

    def longer(self, chain: int, token: Token) -> int:
        if chain == LONGEST_CHAIN:
            self.refuse(f"more than {LONGEST_CHAIN} operators in a row: give a part a name of its own", token.place)
        return chain + 1

    def product(self) -> Expression:
        value = self.signed()
        chain = 0
        while self.peek().kind in ("*", "/"):
            token = self.take()
            chain = self.longer(chain, token)
            value = Call("multiply" if token.kind == "*" else "divide", (value, self.signed()), token.place)
        return value

    def signed(self) -> Expression:
        signs = []
        while self.peek().kind in ("+", "-"):
            signs.append(self.take())
        value = self.matrix_product()
        minus = [token for token in signs if token.kind == "-"]
        return Call("negative", (value,), minus[0].place) if len(minus) % 2 else value

    def matrix_product(self) -> Expression:
        parts = [self.atom()]
        places = []
        while self.peek().kind == "@":
            places.append(self.take().place)
            if self.peek().kind == "-":
                self.refuse("write the minus before the product: -W @ h", self.peek().place)
            parts.append(self.atom())
        value = parts.pop()
        for part, place in zip(reversed(parts), reversed(places), strict=True):
            value = Call("matmul", (part, value), place)
        return value

    def atom(self) -> Expression:
        token = self.take()
        if token.kind == "number":
            return Number(float(token.text), token.place)
        if token.kind == "(":
            value = self.choice()
            self.take(")", f"a '(' in column {token.place.column} is not closed before {_shown(self.peek())}")
            self.closed.add(value.place)
            return value
        if token.kind == "[":
            return Call("join", tuple(self.arguments("]", token)), token.place)
        if token.kind != "name" or token.text in RESERVED:
            self.refuse(f"expected a name, a number or '(' but found {_shown(token)}", token.place)
        return self.named(token)

    def named(self, token: Token) -> Expression:
        if self.peek().kind == "(":
            opening = self.take()
            operands = tuple(self.arguments(")", opening))
            try:
                return Call(self.arity(token.text, len(operands), token.place), operands, token.place)
            except Mistake as mistake:
                self.refuse(mistake.reason, token.place)
        if self.peek().kind == "[":
            return Name(token.text, self.shift(token), token.place)
        return Name(token.text, 0, token.place)

    def arguments(self, closing: str, opening: Token) -> list[Expression]:
        if self.peek().kind == closing:
            self.refuse(f"nothing stands between '{opening.kind}' and '{closing}'", opening.place)
        found = [self.choice()]
        while self.peek().kind == ",":
            self.take()
            found.append(self.choice())
        self.take(closing, f"expected ',' or '{closing}' but found {_shown(self.peek())}")
        return found

    def shift(self, name: Token) -> int:
        """``[t]``, ``[t-2]`` or ``[t+1]`` after a name."""
        self.take("[")
        instead = f"a time is written {name.text}[t-1] or {name.text}[t+1]"
        if not self.is_word("t"):
            self.refuse(instead, self.peek().place)
        self.take()
        shift = 0
        if self.peek().kind in ("+", "-"):
            sign = -1 if self.take().kind == "-" else 1
            steps = self.take("number", instead)
            if not steps.text.isdecimal():
                self.refuse(f"{steps.text} is not a whole number of steps", steps.place)
            if len(steps.text) > 9 or int(steps.text) > LONGEST_DELAY:
                self.refuse(f"a delay of {steps.text[:12]} steps; the limit is {LONGEST_DELAY:,}", steps.place)
            shift = sign * int(steps.text)
        self.take("]", instead)
        return shift


def _shown(token: Token) -> str:
    return "the end of the line" if token.kind == "end" else f"'{token.text}'"

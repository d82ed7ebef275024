"""Tokens to a tree: nested tuples that go into the cache as they are.

Every node is a tuple that starts with its kind and ends with its column (from 0)::

    ("number", "12.5", c)   ("text", "yes", c)   ("item", "aed_law", c)   ("parameter", "edition", c)
    ("own", c)              ("minus", node, c)   ("call", "selected", (node, …), c)
    ("and", (node, …), c)   ("or", (node, …), c)
    ("compare", "<=", left, right, c)            ("math", "div", left, right, c)
    ("rows", "laws", condition or (), "year" or "", c)   ("column", "status", c): of the row in question

Where an expression stands in a table, `grid.parts` puts ("cell", "laws", "status", c) for the columns of its
own row. `reads` names items, "laws[]" the rows of a table, "laws[].status" one of its columns, "[]" the
rows of the table it stands in.
"""

import re
from typing import NamedTuple

from fosdesk.forms.fel.errors import FelError
from fosdesk.forms.fel.lexer import Token, tokens
from fosdesk.forms.pack import Ast, Expression

DEEPEST = 50

_ITEM = re.compile(r"[a-z][a-z0-9_]{0,39}(?:\.[a-z][a-z0-9_]{0,39}\.[a-z][a-z0-9_]{0,39})?")
_COLUMN = re.compile(r"[a-z][a-z0-9_]{0,39}")
_PARAMETER = re.compile(r"p\.([a-z][a-z0-9_]{0,39})")
_LOGIC = ("or", "and")
_COMPARISONS = (("=", "!="), ("<", "<=", ">", ">="))
_MATH = (("+", "-"), ("*", "div", "mod"))
_WORDS = ("or", "and", "div", "mod")


class _Grown(NamedTuple):
    """A node and how deep it is."""

    node: Ast
    depth: int


def parse(source: str, *, bare: bool = False) -> Expression:
    """The expression of `source`; `bare` where names without `${}` are columns of a choice.

    Raises FelError with the column of the first mistake.
    """
    found = tokens(source)
    if found[0].kind == "end":
        raise FelError("fel.empty", 0)
    parser = _Parser(found, [""] if bare else [])
    tree = parser.logic(0, 0).node
    parser.end()
    return Expression(source, tree, tuple(dict.fromkeys(parser.read)))


def walk(tree: Ast) -> list[Ast]:
    """All nodes of a tree, the root first."""
    found = [tree]
    for node in found:
        for part in node[1:-1]:
            if isinstance(part, tuple):
                found.extend([part] if part and isinstance(part[0], str) else part)
    return found


class _Parser:
    """Recursive descent, one method for each group of operators; `nesting` counts brackets.

    `tables` are those whose rows are being picked, the innermost last: bare names are its columns.
    """

    def __init__(self, found: list[Token], tables: list[str]) -> None:
        self.tokens = found
        self.tables = tables
        self.at = 0
        self.read: list[str] = []

    def logic(self, rank: int, nesting: int) -> _Grown:
        """`or` (rank 0) and `and` (rank 1): one node for a whole chain."""
        if rank == len(_LOGIC):
            return self.binary("compare", 0, nesting)
        first = self.logic(rank + 1, nesting)
        parts = [first]
        column = self.tokens[self.at].column
        while self.takes("name", _LOGIC[rank]):
            parts.append(self.logic(rank + 1, nesting))
        if len(parts) == 1:
            return first
        node = (_LOGIC[rank], tuple(part.node for part in parts), column)
        return self.grown(node, max(part.depth for part in parts), column)

    def binary(self, kind: str, rank: int, nesting: int) -> _Grown:
        """Comparisons, then sums, then products; each from left to right."""
        ranks = _COMPARISONS if kind == "compare" else _MATH
        if rank == len(ranks):
            return self.binary("math", 0, nesting) if kind == "compare" else self.unary(nesting)
        left = self.binary(kind, rank + 1, nesting)
        while (token := self.operator(ranks[rank])) is not None:
            right = self.binary(kind, rank + 1, nesting)
            node = (kind, token.text, left.node, right.node, token.column)
            left = self.grown(node, max(left.depth, right.depth), token.column)
        return left

    def operator(self, allowed: tuple[str, ...]) -> Token | None:
        """The next token if it is one of these operators."""
        token = self.tokens[self.at]
        if token.kind in ("sign", "name") and token.text in allowed:
            self.at += 1
            return token
        return None

    def unary(self, nesting: int) -> _Grown:
        """A minus sign, or what a value starts with."""
        token = self.tokens[self.at]
        if nesting > DEEPEST:
            raise FelError("fel.too_deep", token.column, most=DEEPEST)
        if self.takes("sign", "-"):
            inner = self.unary(nesting + 1)
            return self.grown(("minus", inner.node, token.column), inner.depth, token.column)
        return self.value(nesting)

    def value(self, nesting: int) -> _Grown:
        """A number, a text, a reference, a call, or an expression in brackets."""
        token = self.tokens[self.at]
        self.at += 1
        if token.kind in ("number", "text"):
            return _Grown((token.kind, token.text, token.column), 1)
        if token.kind == "reference":
            return self.reference(token, nesting)
        if token.kind == "name" and token.text not in _WORDS:
            return self.call(token, nesting)
        if token.kind == "sign" and token.text == "(":
            inner = self.logic(0, nesting + 1)
            self.needs(")")
            return inner
        if token.kind == "sign" and token.text == ".":
            return _Grown(("own", token.column), 1)
        raise _surprise(token)

    def reference(self, token: Token, nesting: int) -> _Grown:
        """`${id}`, `${p.id}`, or rows of a table: `${id}[condition]/column`."""
        parameter = _PARAMETER.fullmatch(token.text)
        if parameter is not None:
            return _Grown(("parameter", parameter.group(1), token.column), 1)
        if not _ITEM.fullmatch(token.text):
            raise FelError("fel.bad_reference", token.column, name=token.text)
        following = self.tokens[self.at]
        if following.kind == "sign" and following.text in ("[", "/"):
            return self.rows(token, nesting)
        self.read.append(token.text)
        return _Grown(("item", token.text, token.column), 1)

    def rows(self, token: Token, nesting: int) -> _Grown:
        """The rows of a table for which a condition holds, or what stands there in one column."""
        condition, column = _Grown((), 0), ""
        self.read.append(f"{token.text}[]")
        if self.takes("sign", "["):
            self.tables.append(token.text)
            condition = self.logic(0, nesting + 1)
            self.tables.pop()
            self.needs("]")
        if self.takes("sign", "/"):
            named = self.tokens[self.at]
            self.at += 1
            if named.kind != "name" or not _COLUMN.fullmatch(named.text):
                raise _surprise(named)
            column = named.text
            self.read.append(f"{token.text}[].{column}")
        return self.grown(
            ("rows", token.text, condition.node, column, token.column), condition.depth, token.column
        )

    def call(self, token: Token, nesting: int) -> _Grown:
        """A function with its arguments in brackets."""
        if not self.takes("sign", "("):
            return self.column(token)
        arguments: list[_Grown] = []
        if not self.takes("sign", ")"):
            arguments.append(self.logic(0, nesting + 1))
            while self.takes("sign", ","):
                arguments.append(self.logic(0, nesting + 1))
            self.needs(")")
        if token.text == "position" and not self.tables:
            self.read.append("[]")
        node = ("call", token.text, tuple(argument.node for argument in arguments), token.column)
        return self.grown(node, max((argument.depth for argument in arguments), default=0), token.column)

    def column(self, token: Token) -> _Grown:
        """A bare name: a column of the row or choice that is being picked."""
        if not self.tables or not _COLUMN.fullmatch(token.text):
            raise FelError("fel.bare_name", token.column, name=token.text)
        if self.tables[-1]:
            self.read.append(f"{self.tables[-1]}[].{token.text}")
        return _Grown(("column", token.text, token.column), 1)

    def grown(self, node: Ast, below: int, column: int) -> _Grown:
        """The node over parts of depth `below`."""
        if below + 1 > DEEPEST:
            raise FelError("fel.too_deep", column, most=DEEPEST)
        return _Grown(node, below + 1)

    def takes(self, kind: str, text: str) -> bool:
        """Step over the next token if it is this one."""
        token = self.tokens[self.at]
        if token.kind != kind or token.text != text:
            return False
        self.at += 1
        return True

    def needs(self, text: str) -> None:
        """Step over this sign, or say that it is missing."""
        if not self.takes("sign", text):
            token = self.tokens[self.at]
            code = "fel.expected.end" if token.kind == "end" else "fel.expected"
            raise FelError(code, token.column, expected=text, found=token.text)

    def end(self) -> None:
        """Nothing may follow."""
        if self.tokens[self.at].kind != "end":
            raise _surprise(self.tokens[self.at])


def _surprise(token: Token) -> FelError:
    if token.kind == "end":
        return FelError("fel.ends_early", token.column)
    return FelError("fel.unexpected", token.column, found=token.text)

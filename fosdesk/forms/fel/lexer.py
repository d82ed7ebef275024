"""Text of an expression to tokens."""

import re
from typing import NamedTuple

from fosdesk.forms.fel.errors import FelError

LONGEST = 2_000

_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+)
    |(?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)
    |(?P<text>'[^']*'|"[^"]*")
    |(?P<reference>\$\{[^{}]*\})
    |(?P<name>[A-Za-z_](?:[A-Za-z0-9_]|-(?=[A-Za-z0-9_]))*)
    |(?P<sign>!=|<=|>=|[=<>+\-*/()\[\],.])""",
    re.VERBOSE,
)


class Token(NamedTuple):
    """A piece of an expression: number, text (without quotes), reference, name, sign or end."""

    kind: str
    text: str
    column: int


def tokens(source: str) -> list[Token]:
    """The tokens of `source`, the last of kind `end`. Raises FelError for what is no token."""
    if len(source) > LONGEST:
        raise FelError("fel.too_long", LONGEST, most=LONGEST, length=len(source))
    found: list[Token] = []
    at = 0
    while at < len(source):
        match = _TOKEN.match(source, at)
        if match is None:
            raise _no_token(source, at)
        kind = str(match.lastgroup)
        if kind != "space":
            found.append(Token(kind, _content(kind, match.group()), at))
        at = match.end()
    found.append(Token("end", "", len(source)))
    return found


def _content(kind: str, text: str) -> str:
    if kind == "text":
        return text[1:-1]
    return text[2:-1].strip() if kind == "reference" else text


def _no_token(source: str, at: int) -> FelError:
    if source[at] in "'\"":
        return FelError("fel.unclosed_text", at, quote=source[at])
    if source.startswith("${", at):
        return FelError("fel.unclosed_reference", at)
    return FelError("fel.bad_character", at, character=source[at])

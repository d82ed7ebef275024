"""YAML text to a tree whose every node knows its place; nothing of YAML that a pack has no use for.

No aliases, anchors, tags or second documents (an alias bomb cannot be written), no depth beyond 30, and no
recursion: nesting of 100,000 brackets ends in an error, not in a crash. Scalars stay texts; what they mean is
decided where it is known what is due.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

DEEPEST = 30
LARGEST = 2_000_000
"""Bytes of a file above which nobody should try."""


@dataclass(slots=True)
class Scalar:
    """A word or text as written; line and column count from 0; `style` is the quote, or empty if plain."""

    text: str
    line: int
    column: int
    end_line: int
    style: str


@dataclass(slots=True)
class Listing:
    """A YAML sequence."""

    items: "list[Node]"
    line: int
    column: int


@dataclass(slots=True)
class Record:
    """A YAML mapping as it is written; keys may stand twice until somebody looks."""

    pairs: "list[tuple[Scalar, Node]]"
    line: int
    column: int


Node: TypeAlias = Scalar | Listing | Record


class BadYaml(Exception):
    """A file that is no tree; line and column count from 0."""

    def __init__(self, code: str, line: int, column: int, **params: object) -> None:
        super().__init__(code)
        self.code, self.line, self.column, self.params = code, line, column, params


def read_tree(content: bytes) -> Node:
    """The tree of a file. Raises BadYaml."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadYaml("pack.not_utf8", content.count(b"\n", 0, error.start), 0) from None
    try:
        return _build(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        raise BadYaml("pack.bad_character", before.count("\n"), 0, character=repr(error.character)) from None
    except yaml.MarkedYAMLError as error:
        raise _syntax(error) from None
    except yaml.YAMLError as error:
        raise BadYaml("pack.yaml", 0, 0, reason=str(error)) from None


def _syntax(error: yaml.MarkedYAMLError) -> BadYaml:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    return BadYaml("pack.yaml", line, column, reason=error.problem or error.context or "")


def _build(events: Iterator[Any]) -> Node:
    """Put the tree together from the events; `path` leads from the root to where the next node belongs."""
    path: list[_Opened] = []
    root: Node | None = None
    for event in events:
        kind_of_event = type(event)
        if kind_of_event is yaml.ScalarEvent:
            finished: Node = _scalar(event)
        elif kind_of_event in _STARTS:
            _enter(event, path)
            continue
        elif kind_of_event in _ENDS:
            finished = path.pop().node
        elif kind_of_event is yaml.AliasEvent:
            raise BadYaml("pack.alias", *_start(event))
        elif kind_of_event is yaml.DocumentStartEvent and root is not None:
            raise BadYaml("pack.two_documents", *_start(event))
        else:
            continue
        if path:
            path[-1].put(finished)
        else:
            root = finished
    if root is None:
        raise BadYaml("pack.empty_file", 0, 0)
    return root


_STARTS = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_ENDS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


@dataclass(slots=True)
class _Opened:
    """A list or record that is not closed yet; `key` waits for its value."""

    node: Listing | Record
    key: Scalar | None = None

    def put(self, finished: Node) -> None:
        """Hang a finished node in."""
        if isinstance(self.node, Listing):
            self.node.items.append(finished)
        elif self.key is not None:
            self.node.pairs.append((self.key, finished))
            self.key = None
        elif isinstance(finished, Scalar):
            self.key = finished
        else:
            raise BadYaml("pack.key_no_text", finished.line, finished.column)


def _start(event: Any) -> tuple[int, int]:
    mark = event.start_mark
    return mark.line, mark.column


def _plain(event: Any) -> None:
    """Refuse what a pack has no use for."""
    if event.anchor is not None:
        raise BadYaml("pack.alias", *_start(event))
    if event.tag is not None:
        raise BadYaml("pack.tag", *_start(event), name=event.tag)


def _scalar(event: Any) -> Scalar:
    _plain(event)
    mark = event.start_mark
    return Scalar(event.value, mark.line, mark.column, event.end_mark.line, event.style or "")


def _enter(event: Any, path: list[_Opened]) -> None:
    _plain(event)
    if len(path) >= DEEPEST:
        raise BadYaml("pack.too_deep", *_start(event), most=DEEPEST)
    listing = type(event) is yaml.SequenceStartEvent
    path.append(_Opened(Listing([], *_start(event)) if listing else Record([], *_start(event))))


_KINDS = (
    ("nothing", re.compile(r"|~|null|Null|NULL")),
    ("flag", re.compile(r"(?i:true|false|yes|no|on|off|y|n)")),
    ("whole", re.compile(r"-?(?:0|[1-9][0-9]{0,17})")),
    ("decimal", re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}")),
    ("date", re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")),
    # What YAML readers take for a number or a time, not all of them for the same: octal, base 60, exponents.
    ("odd", re.compile(r"[-+]?0[bo]?[0-7_]+|[-+]?0x[0-9a-fA-F_]+|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])*")),
    ("odd", re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])*\.[0-9_]*(?:[eE][-+]?[0-9]+)?")),
    ("odd", re.compile(r"[-+]?(?:[0-9]+[eE][-+]?[0-9]+|\.[0-9_]+(?:[eE][-+]?[0-9]+)?)|[-+]?\.(?i:inf|nan)")),
    ("odd", re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?|=|<<")),
)
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def kind(scalar: Scalar) -> str:
    """What a scalar reads as: text, nothing, flag, whole, decimal, date, or odd (readers disagree)."""
    if scalar.style or (scalar.text[:1].isalpha() and scalar.text.lower() not in _WORDS):
        return "text"
    for name, pattern in _KINDS:
        if pattern.fullmatch(scalar.text):
            return name
    return "text"


_ESCAPES = {"x": 4, "u": 6, "U": 10}


def place(scalar: Scalar, offset: int, lines: list[str]) -> tuple[int, int]:
    """Line and column (from 0) in the file of a position within the text of a scalar."""
    if scalar.line == scalar.end_line and scalar.style not in ("|", ">"):
        return scalar.line, _written(scalar, offset, lines[scalar.line])
    block = scalar.style in ("|", ">")
    first = scalar.line + 1 if block else scalar.line
    for number in range(first, min(scalar.end_line + 1, len(lines))):
        written = lines[number]
        start = scalar.column + len(scalar.style) if number == scalar.line else _indent(written)
        length = len(written.rstrip()) - start
        if offset <= length:
            return number, start + offset
        offset -= max(length, 0) + 1
    return scalar.line, scalar.column


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _written(scalar: Scalar, offset: int, line: str) -> int:
    """The column of a position in a text on one line: quotes and escapes take more room than they say."""
    at = scalar.column + len(scalar.style)
    for _ in range(offset):
        if scalar.style == "'" and line.startswith("''", at):
            at += 2
        elif scalar.style == '"' and line.startswith("\\", at):
            at += _ESCAPES.get(line[at + 1 : at + 2], 2)
        else:
            at += 1
    return at

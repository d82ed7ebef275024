"""Reading one file of a pack: typed values out of nodes, every mistake noted with its place."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from fosdesk.forms.fel.errors import FelError, nearest
from fosdesk.forms.fel.parser import parse
from fosdesk.forms.loading.tree import Listing, Node, Record, Scalar, kind, place
from fosdesk.forms.pack import Expression
from fosdesk.forms.problems import PackError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one kind of record; `unread` belong to the format, but this version does not read them."""

    required: frozenset[str]
    optional: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()


def keys(required: str, optional: str = "", unread: str = "") -> Keys:
    """Keys from words parted by spaces."""
    return Keys(frozenset(required.split()), frozenset(optional.split()), frozenset(unread.split()))


@dataclass(frozen=True, slots=True)
class Written:
    """An expression where it stands: `owner` is the item `.` means there, `use` the key that holds it."""

    source: "Source"
    node: Scalar
    expression: Expression
    owner: str
    use: str


@dataclass(slots=True)
class Report:
    """What reading a pack finds out beside the pack: mistakes, places of names, expressions to check."""

    errors: list[PackError] = field(default_factory=list)
    warnings: list[PackError] = field(default_factory=list)
    places: dict[tuple[str, ...], "tuple[Source, Node]"] = field(default_factory=dict)
    expressions: list[Written] = field(default_factory=list)
    references: "list[tuple[Source, Node, str]]" = field(default_factory=list)

    def at(self, name: tuple[str, ...], code: str, /, **params: object) -> None:
        """Note a mistake at the place of a name."""
        source, node = self.places[name]
        source.bad(node, code, **params)

    def warn(self, name: tuple[str, ...], code: str, /, **params: object) -> None:
        """Note a remark at the place of a name."""
        source, node = self.places[name]
        self.warnings.append(PackError(source.file, node.line + 1, node.column + 1, code, params))


@dataclass(slots=True)
class Source:
    """One file while it is read; `lines` are its lines as written."""

    file: str
    lines: list[str]
    report: Report

    def bad(self, node: Node, code: str, **params: object) -> None:
        """Note a mistake at a node."""
        self.report.errors.append(PackError(self.file, node.line + 1, node.column + 1, code, params))

    def unknown(self, node: Node, code: str, name: str, known: Iterable[str], **params: object) -> None:
        """Note a name that is not there, with the nearest one that is."""
        near = nearest(name, known)
        if near:
            self.bad(node, f"{code}.near", name=name, near=near, **params)
        else:
            self.bad(node, code, name=name, **params)

    def name(self, node: Node, *name: str) -> None:
        """Remember where something is defined; a second definition of the same name is a mistake."""
        known = self.report.places.get(name)
        if known is None:
            self.report.places[name] = (self, node)
        else:
            self.bad(node, "pack.twice", name=name[-1], file=known[0].file, line=known[1].line + 1)

    def record(self, node: Node, allowed: Keys | None = None) -> dict[str, Node]:
        """The fields of a record by key. Unknown, double and missing keys are noted."""
        if not isinstance(node, Record):
            self.bad(node, "pack.needs_record")
            return {}
        found: dict[str, Node] = {}
        for key, value in node.pairs:
            if key.text in found:
                self.bad(key, "pack.key_twice", name=key.text)
            elif allowed is None or self._key_allowed(key, allowed):
                found[key.text] = value
        if allowed is not None:
            for missing in sorted(allowed.required - found.keys()):
                self.bad(node, "pack.key_missing", name=missing)
        return found

    def _key_allowed(self, key: Scalar, allowed: Keys) -> bool:
        if key.text in allowed.required or key.text in allowed.optional:
            return True
        if key.text in allowed.unread:
            self.bad(key, "pack.not_read", name=key.text)
        else:
            self.unknown(key, "pack.unknown_key", key.text, allowed.required | allowed.optional)
        return False

    def listing(self, node: Node) -> list[Node]:
        """The nodes of a list."""
        if isinstance(node, Listing):
            return node.items
        self.bad(node, "pack.needs_list")
        return []

    def many(self, node: Node, read: "Callable[[Source, Node], T | None]") -> tuple[T, ...]:
        """A list read one by one; what could not be read is left out (and noted)."""
        read_ones = (read(self, item) for item in self.listing(node))
        return tuple(item for item in read_ones if item is not None)

    def text(self, node: Node) -> str:
        """A text; what YAML readers take for something else has to stand in quotes."""
        if not isinstance(node, Scalar):
            self.bad(node, "pack.needs_text")
            return ""
        if not node.style and kind(node) != "text":
            self.bad(node, "pack.needs_quotes", text=node.text)
            return ""
        if not node.text.strip():
            self.bad(node, "pack.empty_text")
        return node.text.strip()

    def texts(self, node: Node) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(self.text(item) for item in self.listing(node))

    def word(self, node: Node, allowed: Iterable[str]) -> str:
        """One of a few words; the first of them where it is none."""
        words = tuple(allowed)
        written = node.text if isinstance(node, Scalar) else ""
        if written in words:
            return written
        self.unknown(node, "pack.no_such_word", written, words, words=", ".join(words))
        return words[0]

    def flag(self, node: Node) -> bool:
        """`true` or `false`."""
        return self.word(node, ("false", "true")) == "true"

    def whole(self, node: Node, least: int, most: int) -> int:
        """A whole number within a range."""
        number = self.decimal(node, least, most)
        if number != number.to_integral_value():
            self.bad(node, "pack.needs_whole")
        return int(number)

    def decimal(self, node: Node, least: int | Decimal, most: int | Decimal) -> Decimal:
        """A number within a range, exactly as written; `least` where it is none."""
        if not isinstance(node, Scalar) or node.style or kind(node) not in ("whole", "decimal"):
            self.bad(node, "pack.needs_number")
            return Decimal(least)
        number = Decimal(node.text)
        if not least <= number <= most:
            self.bad(node, "pack.number_range", least=least, most=most, given=node.text)
            return Decimal(least)
        return number

    def expression(self, node: Node, owner: str, use: str) -> Expression | None:
        """An expression; its grammar is checked here, its names when all files are read."""
        written = self.text(node)
        if not written or not isinstance(node, Scalar):
            return None
        try:
            expression = parse(node.text, bare=use == "choice_filter")
        except FelError as error:
            self.fel_error(node, error)
            return None
        self.report.expressions.append(Written(self, node, expression, owner, use))
        return expression

    def fel_error(self, node: Scalar, error: FelError) -> None:
        """Note a mistake of an expression at its own line and column."""
        line, column = place(node, error.column, self.lines)
        self.report.errors.append(PackError(self.file, line + 1, column + 1, error.code, error.params))

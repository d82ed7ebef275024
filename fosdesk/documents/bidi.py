"""Which way each character of a paragraph runs, and in which order its pieces stand on a line.

Lines are broken in logical order and reordered one by one (Unicode Bidirectional Algorithm, UAX 9),
so brackets, numbers and Latin codes inside Arabic stand where a reader expects them.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Protocol, TypeVar
from unicodedata import bidirectional, category

from bidi import algorithm  # type: ignore[import-untyped]
from bidi.mirror import MIRRORED  # type: ignore[import-untyped]

_RTL = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_TYPES = frozenset(
    {"L", "R", "AL", "EN", "ES", "ET", "AN", "CS", "NSM", "BN", "B", "S", "WS", "ON"}
    | {"LRE", "LRO", "RLE", "RLO", "PDF"}
)
_CLOSING = {opening: closing for opening, closing in MIRRORED.items() if category(opening) == "Ps"}
_DEEPEST = 63  # open brackets, as the algorithm says
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Levelled(Protocol):
    """A piece of text with its embedding level: even from left to right, odd from right to left."""

    @property
    def level(self) -> int:
        """Return the embedding level."""
        ...


Piece = TypeVar("Piece", bound=Levelled)


def without_overrides(text: str) -> str:
    """Return `text` without explicit embeddings, overrides and isolates, which can disguise words."""
    return _DIRECTION.sub("", text)


def runs_both_ways(text: str) -> bool:
    """Say whether `text` needs levels at all: it has letters that run from right to left."""
    return _RTL.search(text) is not None


def runs_from_right(text: str, rtl: bool) -> bool:
    """Say which way one paragraph runs: direction follows the text, not only the document.

    Its first letter decides; but in a right-to-left document an Arabic sentence may begin with a
    Latin code, so there a third of such letters is enough.
    """
    if not runs_both_ways(text):
        return False
    letters = [kind != "L" for kind in map(bidirectional, text) if kind in ("L", "R", "AL")]
    if not letters:
        return False
    return letters[0] or (rtl and sum(letters) * 3 >= len(letters))


def levels(text: str, rtl: bool) -> list[int]:
    """Return the embedding level of each character of one paragraph (no line breaks inside).

    Characters that the algorithm removes (joiners, soft hyphens) take the level before them.
    """
    base = int(rtl)
    storage: dict[str, Any] = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(text, storage)
    for index, character in enumerate(storage["chars"]):
        character["index"] = index
        if character["type"] not in _TYPES:  # not assigned yet, or newer than the algorithm
            character["type"] = character["orig"] = "L" if not character["type"] else "ON"
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    _pair_brackets(storage["chars"], base)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    found = {character["index"]: character["level"] for character in storage["chars"]}
    result, last = [], base
    for index in range(len(text)):
        last = found.get(index, last)
        result.append(last)
    return result


def _pair_brackets(characters: list[dict[str, Any]], base: int) -> None:
    """Give both brackets of a pair one direction (rule N0), which the library's algorithm lacks.

    Without it "NCA/014 (2026)" inside Arabic would lose its closing bracket to the other side.
    """
    own, other = "LR"[base], "RL"[base]
    for start, end in sorted(_bracket_pairs(characters)):
        inside = {_strong(character) for character in characters[start + 1 : end]}
        if own in inside:
            direction = own
        elif other in inside:
            before = (_strong(characters[index]) for index in range(start - 1, -1, -1))
            direction = other if next(filter(None, before), own) == other else own
        else:
            continue
        characters[start]["type"] = characters[end]["type"] = direction


def _bracket_pairs(characters: Sequence[dict[str, Any]]) -> Iterator[tuple[int, int]]:
    """Yield the places of opening and closing brackets that belong together (BD16)."""
    waiting: list[tuple[str, int]] = []
    for index, character in enumerate(characters):
        sign = character["ch"]
        if character["type"] != "ON":
            continue
        if sign in _CLOSING:
            if len(waiting) == _DEEPEST:
                return
            waiting.append((_CLOSING[sign], index))
        elif any(closing == sign for closing, _ in waiting):
            while waiting[-1][0] != sign:
                waiting.pop()
            yield waiting.pop()[1], index


def _strong(character: dict[str, Any]) -> str:
    kind = character["type"]
    return "L" if kind == "L" else "R" if kind in ("R", "AL", "EN", "AN") else ""


def visual(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces of one line from left to right (rule L2)."""
    order = list(pieces)
    highest = max((piece.level for piece in order), default=0)
    for level in range(highest, 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and order[end].level >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end + 1
    return order

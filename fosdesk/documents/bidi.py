"""Which way each character of a paragraph runs, and in which order its pieces stand on a line.

Lines are broken in logical order and reordered one by one (Unicode Bidirectional Algorithm, UAX 9),
so brackets, numbers and Latin codes inside Arabic stand where a reader expects them.
"""

import re
from collections.abc import Sequence
from typing import Any, Protocol, TypeVar

from bidi import algorithm  # type: ignore[import-untyped]

_RTL = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
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


def runs_both_ways(text: str, rtl: bool) -> bool:
    """Say whether `text` needs levels at all: right-to-left paragraph, or such letters inside."""
    return rtl or _RTL.search(text) is not None


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
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    found = {character["index"]: character["level"] for character in storage["chars"]}
    result, last = [], base
    for index in range(len(text)):
        last = found.get(index, last)
        result.append(last)
    return result


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

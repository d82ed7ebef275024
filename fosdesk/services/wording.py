"""What two versions of a text have in common and what differs, word by word."""

import re
from difflib import SequenceMatcher

SAME, OUT, IN = "same", "out", "in"
MOST_WORDS = 3_000
"""Beyond, texts are compared line by line: word by word would take seconds."""
RELATED = 0.5
"""Share in common below which two texts are simply another text: their odd common words say nothing."""

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")

Parts = tuple[tuple[str, str], ...]


def difference(old: str, new: str) -> Parts:
    """The way from `old` to `new` as (kind, text) parts: SAME, OUT (only in old), IN (only in new)."""
    split = _WORD if len(old) + len(new) < 8 * MOST_WORDS else _LINE
    before, after = split.findall(old), split.findall(new)
    parts: list[tuple[str, str]] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < RELATED:
        return tuple(part for part in ((OUT, old), (IN, new)) if part[1])
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            parts.append((SAME, "".join(before[a:b])))
        else:
            parts += [(OUT, "".join(before[a:b])), (IN, "".join(after[c:d]))]
    return tuple(part for part in _joined(parts) if part[1])


def _joined(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Let the space between two changes belong to both, so that a phrase reads as one change."""
    joined: list[tuple[str, str]] = []
    out = new = ""
    for number, (kind, text) in enumerate(parts):
        if kind == SAME and not (text.isspace() and 0 < number < len(parts) - 1):
            joined += [(OUT, out), (IN, new), (SAME, text)]
            out = new = ""
        else:
            out += text if kind != IN else ""
            new += text if kind != OUT else ""
    return [*joined, (OUT, out), (IN, new)]

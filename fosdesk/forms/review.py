"""Remarks on a pack that loads: what is allowed but not finished, or not in the words of the product."""

import re
from collections.abc import Iterator

from fosdesk.forms.loading.source import Report
from fosdesk.forms.pack import Item, ItemType, Pack

_BANNED = re.compile(r"\bpartial(?:ly)?\b", re.IGNORECASE)


def review(pack: Pack, report: Report) -> None:
    """Note remarks in `report`, at the place of the item each is about."""
    scored = {item_id for score in pack.scores for item_id, _ in score.items}
    for section in pack.sections:
        for item in section.items:
            for code, params in _remarks(item, scored, has_scores=bool(pack.scores)):
                report.warn(_place(item, code), code, **params)


def _place(item: Item, code: str) -> tuple[str, ...]:
    """The key of the item that a remark is about."""
    key = "levels" if code == "pack.warn.banned_word" else "id"
    return ("item", item.id, key)


def _remarks(item: Item, scored: set[str], *, has_scores: bool) -> Iterator[tuple[str, dict[str, object]]]:
    """Codes and parameters of the remarks on one item."""
    if item.type is ItemType.LEVEL:
        yield from _level_remarks(item)
    if item.type.answerable and not item.source:
        yield "pack.warn.no_source", {"item": item.id}
    if item.type is ItemType.PERCENT and item.max is None and item.constraint is None:
        yield "pack.warn.no_range", {"item": item.id}
    if item.weight and has_scores and item.id not in scored:
        yield "pack.warn.unscored", {"item": item.id}


def _level_remarks(item: Item) -> Iterator[tuple[str, dict[str, object]]]:
    """A level item lives from its described levels, the evidence it names, and its references."""
    if not any(level.text for level in item.levels):
        yield "pack.warn.no_level_texts", {"item": item.id}
    for level in item.levels:
        banned = _BANNED.search(level.text)
        if banned:
            yield "pack.warn.banned_word", {"item": item.id, "level": level.value, "word": banned.group()}
    if not item.typical_evidence:
        yield "pack.warn.no_evidence", {"item": item.id}
    if not item.refs:
        yield "pack.warn.no_reference", {"item": item.id}

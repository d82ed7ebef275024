"""Find an item by its code, its words or what was written about it, as people type."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from fosdesk.forms.pack import Item
from fosdesk.forms.row_labels import row_label, row_words
from fosdesk.services.assessment import OpenAssessment

LIMIT = 30


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: `kind` is item, section or row (of a register); `id` opens it."""

    kind: str
    id: str
    title: str
    second: str


def find(a: OpenAssessment, text: str) -> tuple[Hit, ...]:
    """Everything that holds all words of `text`, codes first; nothing for an empty text."""
    words = folded(text).split()
    if not words:
        return ()
    hits = [hit for hit, haystack in _searchable(a) if all(word in haystack for word in words)]
    exact = [hit for hit in hits if folded(hit.title).startswith(words[0])]
    rest = [hit for hit in hits if hit not in exact]
    return tuple((exact + rest)[:LIMIT])


def _searchable(a: OpenAssessment) -> list[tuple[Hit, str]]:
    found: list[tuple[Hit, str]] = []
    for section in a.bank.sections:
        found.append(
            (
                Hit("section", section.id, section.title, section.code),
                folded(f"{section.code} {section.title}"),
            )
        )
        for item in section.items:
            if item.type.answerable and a.form.visible(item.id):
                said = a.snapshot.value(item.id, "comment") or {}
                words = f"{item.code} {item.label} {' '.join(item.tags)} {said.get('v') or ''}"
                found.append(
                    (Hit("item", item.id, f"{item.code}  {item.label}", section.title), folded(words))
                )
    return found + [entry for item in a.bank.registers.values() for entry in _rows(a, item)]


def _rows(a: OpenAssessment, item: Item) -> Iterator[tuple[Hit, str]]:
    """The rows of a register, found by any text in them."""
    rows = a.form.rows.get(item.id, ())
    for row in rows:
        name = row_label(item, rows, a.form.values, row)
        words = " ".join(row_words(item, a.form.values, row).values())
        yield Hit("row", row, name, item.label), folded(f"{name} {words}")


def folded(text: str) -> str:
    """Lower case, without accents: what a person types on any keyboard finds the word."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))

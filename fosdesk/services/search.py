"""Find an item, a section, a row or a document by its code, its words or what was written, as people type."""

from collections.abc import Iterator
from dataclasses import dataclass

from fosdesk.base.language import Texts
from fosdesk.base.text import folded
from fosdesk.forms.pack import Item
from fosdesk.forms.row_labels import row_label, row_words
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.document_kinds import DOCUMENT_KINDS
from fosdesk.services.guidance import value_text
from fosdesk.services.journey import question_sections

LIMIT = 30


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: `kind` is item, section, row (of a register) or document; `id` opens it.

    `second` says where it is and in what state.
    """

    kind: str
    id: str
    title: str
    second: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """Something that can be found: by its code, its title, and what else is written about it (folded)."""

    kind: str
    id: str
    code: str
    title: str
    body: str = ""
    where: str = ""


def find(a: OpenAssessment, text: str, tr: Texts) -> tuple[Hit, ...]:
    """Everything that holds all words of `text`, the best first; nothing for an empty text."""
    words = folded(text).split()
    if not words:
        return ()
    rated = [(rank, entry) for entry in _entries(a, tr) if (rank := _rank(entry, words))]
    best = sorted(rated, key=lambda one: -one[0])[:LIMIT]
    return tuple(_hit(a, entry, tr) for _, entry in best)


def _rank(entry: _Entry, words: list[str]) -> int:
    """How well an entry answers, 0 for not at all: its code, the start of its title, its words, the rest."""
    code, title = _bare(folded(entry.code)), folded(entry.title)
    typed = _bare("".join(words))
    if code and typed == code:
        return 100
    if len(typed) > 1 and code.startswith(typed):
        return 80
    if title.startswith(" ".join(words)):
        return 70 if entry.kind == "section" else 60
    known = title.replace("-", " ").replace("(", " ").split()
    if all(any(one.startswith(word) for one in known) for word in words):
        return 50
    whole = f"{folded(entry.code)} {title}"
    if all(word in whole for word in words):
        return 40
    return 20 if all(word in f"{whole} {folded(entry.body)}" for word in words) else 0


def _bare(code: str) -> str:
    """A code without what stands between its parts: people type "aed legal c1" and "AED_LEGAL_C1"."""
    return code.replace("-", "").replace("_", "").replace(" ", "")


def _entries(a: OpenAssessment, tr: Texts) -> Iterator[_Entry]:
    for section in question_sections(a):
        short = str(a.bank.standard(section.standard)["short"]) if section.standard else ""
        yield _Entry("section", section.id, section.code, section.title, short, section.code)
        for item in section.items:
            if item.type.answerable and a.form.visible(item.id):
                said = a.snapshot.value(item.id, "comment") or {}
                body = f"{item.short} {' '.join(item.tags)} {said.get('v') or ''}"
                yield _Entry("item", item.id, item.code, item.label, body, section.title)
    for table in a.bank.registers.values():
        yield from _rows(a, table)
    for name, kind in DOCUMENT_KINDS.items():
        yield _Entry("document", name, "", tr(kind.title), tr(kind.description), tr("Documents"))


def _rows(a: OpenAssessment, item: Item) -> Iterator[_Entry]:
    """The rows of a register, found by any text in them."""
    rows = a.form.rows.get(item.id, ())
    for row in rows:
        name = row_label(item, rows, a.form.values, row)
        yield _Entry("row", row, "", name, " ".join(row_words(item, a.form.values, row).values()), item.label)


def _hit(a: OpenAssessment, entry: _Entry, tr: Texts) -> Hit:
    title, second = entry.title, entry.where
    if entry.kind == "item":
        title = f"{entry.code}  {entry.title}"
        recorded = a.snapshot.answer(entry.id) is not None
        value = a.snapshot.value(entry.id, "value")
        state = value_text(a.bank.items[entry.id], "value", value, tr) if recorded else tr("Unanswered")
        second = f"{entry.where}  ·  {state}"
    return Hit(entry.kind, entry.id, title, second)

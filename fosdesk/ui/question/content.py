"""What one card shows: an item with everything recorded about it at one moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from fosdesk.base.errors import FosdeskError, UserError, sentence
from fosdesk.base.language import Texts
from fosdesk.forms.pack import Item, ItemType
from fosdesk.forms.validation import Problem
from fosdesk.model.answers import Answer, CellValue, Json, Value, from_cell
from fosdesk.model.snapshot import Cell
from fosdesk.services.answering import EVIDENCE, evidence_of
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.disagreement import Voice, voices
from fosdesk.services.editions import reconfirm_text
from fosdesk.services.guidance import plain_value
from fosdesk.ui.recorder import Recorder

TYPED = ("value", "comment", "year", "source", "na", "unknown_who", "unknown_by", "unmeasured")
"""Fields into which words are typed; each may have a draft."""


def is_typed(name: str) -> bool:
    """Whether words are typed into a field; captions of evidence are fields of their own."""
    return name in TYPED or name.startswith(EVIDENCE)


@dataclass(frozen=True, slots=True)
class CardContent:
    """What a card shows. `drafts` and `unsaved` are by field; `voices` are the values to choose from."""

    item: Item
    dimension: str
    unit: str
    answer: Answer | None
    cells: Mapping[str, Cell]
    evidence: Mapping[str, Mapping[str, Json]]
    target: int | None
    validated: int | None
    calculated: str
    problem: str
    warning: str
    reconfirm: str
    drafts: Mapping[str, str]
    unsaved: Mapping[str, str]
    voices: tuple[Voice, ...]
    read_only: bool

    @property
    def level(self) -> int | None:
        """The recorded level of a criterion."""
        given = self.answer
        if (
            self.item.type is not ItemType.LEVEL
            or not isinstance(given, Value)
            or not isinstance(given.v, int)
        ):
            return None
        return given.v

    def value(self, facet: str) -> Json:
        """What is recorded in a facet, or None."""
        cell = self.cells.get(facet)
        return None if cell is None else cell.value.get("v")

    def text(self, facet: str) -> str:
        """What is recorded in a facet of words."""
        found = self.value(facet)
        return "" if found is None else str(found)

    def heads(self, facet: str) -> tuple[str, ...]:
        """The changes this card displays in a facet: what an edit of it replaces."""
        cell = self.cells.get(facet)
        return () if cell is None else cell.heads

    def says(self, facet: str, value: CellValue) -> bool:
        """Whether a facet already holds this value, undisputed."""
        cell = self.cells.get(facet)
        if cell is None:
            return value == {"v": None}
        return cell.value == value and not cell.disagreement


def content_of(
    a: OpenAssessment,
    item: Item,
    records: Recorder,
    known: Callable[[tuple[Voice, ...]], tuple[Voice, ...]],
    tr: Texts,
) -> CardContent:
    """Collect what the card of `item` shows now; `known` adds the authors of disputed values."""
    view = a.view
    cells = _as_meant(view.snapshot.fields(item.id), records.meant(item.id))
    target = _level(cells, "target")
    calculated = view.state.calculated.get(item.id)
    return CardContent(
        item=item,
        dimension=_dimension(a, item),
        unit=_unit(a, item, tr),
        answer=from_cell(cells["value"].value) if "value" in cells else None,
        cells=cells,
        evidence=evidence_of(a, item.id),
        target=item.target if target is None else target,
        validated=_level(cells, "validated"),
        calculated="" if calculated is None else plain_value(item, str(calculated), tr),
        problem=_words(view.state.invalid.get(item.id), tr),
        warning=_words(view.state.warned.get(item.id), tr),
        reconfirm=reconfirm_text(view, a.bank, item, tr),
        drafts={
            name: words
            for (entity, name), words in records.drafts.items()
            if entity == item.id and is_typed(name)
        },
        unsaved={
            name: _why(failure.error, tr)
            for (entity, name), failure in records.failures.items()
            if entity == item.id
        },
        voices=known(voices(a, item.id, tr)) if any(cell.disagreement for cell in cells.values()) else (),
        read_only=a.read_only,
    )


def _as_meant(cells: Mapping[str, Cell], meant: Mapping[str, CellValue]) -> Mapping[str, Cell]:
    """What the card shows: what was said last, also while it is not committed; heads stay those displayed."""
    if not meant:
        return cells
    blank = Cell({"v": None}, "", (), (), disagreement=False, at="", author="")
    return {**cells, **{name: replace(cells.get(name, blank), value=value) for name, value in meant.items()}}


def _level(cells: Mapping[str, Cell], facet: str) -> int | None:
    cell = cells.get(facet)
    found = None if cell is None else cell.value.get("v")
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def _dimension(a: OpenAssessment, item: Item) -> str:
    if not item.dimension:
        return ""
    for row in a.bank.table("dimensions"):
        if item.dimension in (row.get("code"), row["id"]):
            return str(row["title"])
    return item.dimension


def _unit(a: OpenAssessment, item: Item, tr: Texts) -> str:
    if item.type is ItemType.PERCENT:
        return "%"
    if item.type is ItemType.MONEY:
        return item.currency.replace("${p.currency}", a.facts.currency or tr("national currency"))
    return item.unit_label


def _words(problem: Problem | None, tr: Texts) -> str:
    return "" if problem is None else sentence(UserError(problem.code, **problem.params), tr)


def _why(error: BaseException, tr: Texts) -> str:
    if isinstance(error, FosdeskError):
        return sentence(error, tr)
    return tr("This could not be saved ({reason}). Your words are kept here.", reason=type(error).__name__)

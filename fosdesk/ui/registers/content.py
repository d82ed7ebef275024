"""What the field of one cell shows at one moment."""

from __future__ import annotations

from dataclasses import dataclass

from fosdesk.base.errors import FosdeskError, UserError, sentence
from fosdesk.base.language import Texts
from fosdesk.forms.grid import cell
from fosdesk.forms.pack import Choice, Item, ItemType
from fosdesk.model.answers import Answer, CellValue, NotApplicable, Unknown, Unmeasured, Value, from_cell
from fosdesk.services import registers
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.guidance import value_text
from fosdesk.ui.recorder import Recorder
from fosdesk.ui.words import written_value


@dataclass(frozen=True, slots=True)
class CellContent:
    """A cell with its question: `entity` and `field` say where it is recorded, `heads` what is displayed.

    `written` is what stands in a field of words, `words` how it reads; `draft` is None where there is none.
    `voices` are the values to choose from, in words and as answers.
    """

    item: Item
    entity: str
    field: str
    heads: tuple[str, ...]
    value: CellValue | None
    chosen: tuple[str, ...]
    offered: tuple[Choice, ...]
    written: str
    words: str
    draft: str | None
    problem: str
    unsaved: str
    note: str
    voices: tuple[tuple[str, Answer | None], ...]
    locked: bool
    visible: bool

    def says(self, value: CellValue) -> bool:
        """Whether the cell holds this value already, undisputed."""
        return not self.voices and value == (self.value or {"v": None})


def content_of(
    a: OpenAssessment, table: Item, row: str, column: str, records: Recorder, tr: Texts
) -> CellContent:
    """Collect what a field shows now: what was meant last, also while it is not committed."""
    view, key = a.view, cell(row, column)
    entity, field = registers.field_of(table, row, column)
    asked = registers.column_item(a, table, row, column)
    found = view.snapshot.cell(entity, field)
    recorded = None if found is None else found.value
    value = records.meant(entity).get(field, recorded)
    given = from_cell(value)
    failure = records.failures.get((entity, field))
    problem = view.state.invalid.get(key) or view.state.warned.get(key)
    disputed = found is not None and found.disagreement and value == recorded
    return CellContent(
        item=asked,
        entity=entity,
        field=field,
        heads=() if found is None else found.heads,
        value=value,
        chosen=_chosen(given),
        offered=_offered(asked, given),
        written=written_value(asked, given, tr),
        words=registers.cell_words(view, table, row, column, tr),
        draft=records.drafts.get((entity, field)),
        problem="" if problem is None else sentence(UserError(problem.code, **problem.params), tr),
        unsaved="" if failure is None else _why(failure.error, tr),
        note=value_text(asked, "value", value, tr) if _is_way_out(given) else "",
        voices=_voices(asked, found.values, tr) if found is not None and disputed else (),
        locked=a.read_only or key in view.state.locked,
        visible=key in view.state.relevant,
    )


def _is_way_out(given: Answer | None) -> bool:
    return isinstance(given, NotApplicable | Unknown | Unmeasured)


def _chosen(given: Answer | None) -> tuple[str, ...]:
    if not isinstance(given, Value):
        return ()
    return tuple(str(one) for one in given.v) if isinstance(given.v, list) else (str(given.v),)


def _offered(asked: Item, given: Answer | None) -> tuple[Choice, ...]:
    """The choices now, and behind them what is chosen and no more offered: it is kept and marked wrong."""
    if asked.type is ItemType.LEVEL:
        return tuple(Choice(str(one.value), f"{one.value} {one.name}") for one in asked.levels)
    known = {choice.value for choice in asked.choices}
    lost = tuple(Choice(value, value) for value in _chosen(given) if value not in known)
    return (*asked.choices, *lost) if asked.type in (ItemType.CHOICE, ItemType.CHOICES) else ()


def _voices(
    asked: Item, values: tuple[tuple[str, CellValue], ...], tr: Texts
) -> tuple[tuple[str, Answer | None], ...]:
    distinct: dict[str, Answer | None] = {}
    for _, value in values:
        distinct.setdefault(value_text(asked, "value", value, tr), from_cell(value))
    return tuple(distinct.items())


def _why(error: BaseException, tr: Texts) -> str:
    if isinstance(error, FosdeskError):
        return sentence(error, tr)
    return tr("This could not be saved ({reason}). Your words are kept here.", reason=type(error).__name__)

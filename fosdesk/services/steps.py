"""Undo and redo: one action of mine back or forth, and the words for it."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fosdesk.base.language import Texts
from fosdesk.forms.pack import Item, ItemType
from fosdesk.model.answers import Answer, CellValue, NotApplicable, Unknown, Unmeasured, from_cell
from fosdesk.model.snapshot import CellKey
from fosdesk.services.answering import EVIDENCE, RECONFIRM, describe, facet_name
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.facts import ENTITY, SENDING
from fosdesk.services.guidance import value_text
from fosdesk.services.rows import table_of

if TYPE_CHECKING:
    from fosdesk.store.records import UndoResult

LONGEST = 60
"""Characters of a recorded text that a sentence about it repeats."""


@dataclass(frozen=True, slots=True)
class Said:
    """What an action recorded in one field, and what it replaced there."""

    entity: str
    field: str
    value: CellValue
    former: CellValue


@dataclass(frozen=True, slots=True)
class Step:
    """What undo or redo (`again`) did: the fields it touched, those left alone, and why nothing was done."""

    again: bool
    done: bool
    said: tuple[Said, ...] = ()
    skipped: tuple[CellKey, ...] = ()
    why_not: str = ""


def undo(a: OpenAssessment) -> "Future[Step]":
    """Take back my last action of this run, by appending; where somebody changed it since, say so."""
    return _step(a.store.undo(a.person.name), again=False)


def redo(a: OpenAssessment) -> "Future[Step]":
    """Do again what undo took back last, by appending; where somebody changed it since, say so."""
    return _step(a.store.redo(a.person.name), again=True)


def next_steps(a: OpenAssessment, tr: Texts) -> tuple[str, str]:
    """What undo and redo would take next, named; empty where there is nothing."""
    undo, redo = (a.batch_subject(batch) if batch else None for batch in a.store.steps)
    return describe(a, undo, tr) if undo else "", describe(a, redo, tr) if redo else ""


def _step(source: "Future[UndoResult]", *, again: bool) -> "Future[Step]":
    result: Future[Step] = Future()

    def deliver(finished: "Future[UndoResult]") -> None:
        error = finished.exception()
        if error is not None:
            result.set_exception(error)
        else:
            result.set_result(_told(finished.result(), again=again))

    source.add_done_callback(deliver)
    return result


def _told(outcome: "UndoResult", *, again: bool) -> Step:
    said = tuple(Said(*told.key, told.value, told.former) for told in outcome.told)
    skipped = tuple(key for key, _ in outcome.skipped)
    return Step(again, outcome.done, said, skipped, outcome.why_not)


# --- in words


def step_sentence(a: OpenAssessment, step: Step, tr: Texts) -> str:
    """What was undone or done again, and what could not be, with who changed it since."""
    if not step.done and not step.skipped:
        return tr(step.why_not)
    what = action_words(a, step.said, tr)
    did = tr("Done again: {what}", what=what) if step.again else tr("Undone: {what}", what=what)
    sentences = [did] if step.done else []
    if step.skipped:
        sentences.append(_left_alone(a, step.skipped, tr, again=step.again))
    return ". ".join(sentences)


def _left_alone(a: OpenAssessment, skipped: Sequence[CellKey], tr: Texts, *, again: bool) -> str:
    entity, field = skipped[0]
    cell = a.snapshot.cell(entity, field)
    what = describe(a, (entity, field), tr)
    if len(skipped) > 1:
        what = tr.n("{first} and {n} more", "{first} and {n} more", len(skipped) - 1, first=what)
    if cell is None or not cell.author:
        return tr("Left alone: {what}. It has been changed since, and the newer value stands.", what=what)
    if again:
        said = tr("Not done again: {what}. {who} has changed it since to {value}, which stands.",
                  what=what, who=cell.author, value=_short(a, entity, field, cell.value, tr))  # fmt: skip
    else:
        said = tr("Not undone: {what}. {who} has changed it since to {value}, which stands.",
                  what=what, who=cell.author, value=_short(a, entity, field, cell.value, tr))  # fmt: skip
    return said


def action_words(a: OpenAssessment, said: Sequence[Said], tr: Texts) -> str:
    """An action in words: "level 3 for AED-LEGAL-C1", and how many more fields it touched."""
    if not said:
        return ""
    moved = next((one for one in said if (one.entity, one.field) == (ENTITY, "edition")), None)
    if moved is not None:
        return tr("move to the {edition} edition", edition=moved.value.get("v"))
    said = [one for one in said if one.field != RECONFIRM] or said
    first = _said_words(a, said[0], tr)
    in_one_row = table_of(a.bank, said[0].entity) is not None and len({one.entity for one in said}) == 1
    if len(said) == 1 or in_one_row or said[0].entity.startswith(SENDING):
        return first
    return tr.n("{first} and {n} more change", "{first} and {n} more changes", len(said) - 1, first=first)


def _said_words(a: OpenAssessment, said: Said, tr: Texts) -> str:
    item = a.bank.items.get(said.entity)
    if item is None:
        return describe(a, (said.entity, said.field), tr)
    given = from_cell(said.value)
    if said.field.startswith(EVIDENCE):
        return _evidence_words(item, said, tr)
    if said.field == "value":
        return _answer_words(a, item, given, tr)
    if given is None:
        return tr("removal of the {what} of {code}", what=facet_name(said.field, tr), code=item.code)
    if said.field in ("target", "validated"):
        return tr("{what} {level} for {code}", what=facet_name(said.field, tr), code=item.code,
                  level=_short(a, said.entity, said.field, said.value, tr))  # fmt: skip
    return tr("{what} of {code}", what=facet_name(said.field, tr), code=item.code)


def _answer_words(a: OpenAssessment, item: Item, given: Answer | None, tr: Texts) -> str:
    code = item.code
    match given:
        case None:
            return tr("clearing {code}", code=code)
        case NotApplicable():
            return tr("“not applicable” for {code}", code=code)
        case Unknown():
            return tr("“unknown” for {code}", code=code)
        case Unmeasured():
            return tr("“not measurable” for {code}", code=code)
        case _ if item.type is ItemType.LEVEL:
            return tr("level {level} for {code}", level=given.v, code=code)
        case _:
            value = _short(a, item.id, "value", {"v": given.v}, tr)
            return tr("answer {value} for {code}", value=value, code=code)


def _evidence_words(item: Item, said: Said, tr: Texts) -> str:
    linked, before = said.value.get("v"), said.former.get("v")
    name = next((str(one.get("name", "")) for one in (linked, before) if isinstance(one, dict)), "")
    if not linked:
        return tr("unlinking {file} from {code}", file=name, code=item.code)
    if before:
        return tr("caption of {file} at {code}", file=name, code=item.code)
    return tr("{file} as evidence of {code}", file=name, code=item.code)


def _short(a: OpenAssessment, entity: str, field: str, value: CellValue, tr: Texts) -> str:
    text = " ".join(value_text(a.bank.items.get(entity), field, value, tr).split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"

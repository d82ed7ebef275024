"""Recording what people say: answers, their facets, evidence, facts.

Every function returns a future that is done only after the commit returned, so a screen may say
"Saved" exactly when it resolves. `seen` are the change ids the widget displayed: the edit replaces
those and nothing else (STORE.md, S4).
"""

from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from fosdesk.base.errors import UserError
from fosdesk.base.language import Texts
from fosdesk.forms.grid import columns_by_name
from fosdesk.forms.numbers import parse_number
from fosdesk.forms.pack import Item, ItemType
from fosdesk.forms.row_labels import row_label
from fosdesk.forms.validation import Problem, check_value
from fosdesk.model.answers import Answer, CellValue, Json, NotApplicable, Unmeasured, Value, to_cell
from fosdesk.model.snapshot import ChangeSet, Edit
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.facts import ENTITY, SENDING, TEAM, TEXT, fact_cell, is_fact, said
from fosdesk.services.rows import table_of

T = TypeVar("T")

RECONFIRM = "reconfirm"
"""The facet that asks whether an answer still holds after a move to another edition (services.editions)."""
FACETS = ("comment", "flag", "target", "validated", "year", "source", "followup", RECONFIRM)
EVIDENCE = "evidence:"
SEVERAL = "questions:"
"""Begins the subject of an action on several questions; their number follows."""


def record(
    a: OpenAssessment, edits: Iterable[Edit], subject: tuple[str, str] | None = None
) -> "Future[ChangeSet]":
    """Commit edits as one action of the user: one transaction, one undo; `subject` is what undo will name.

    Answering anew says that the answer holds in this edition: the mark that asks for it goes with the edit.
    """
    batch = a.ids.new()
    listed = tuple(edits)
    listed += _marks_answered(a, listed)
    if listed:
        a.remember_batch(batch, *(subject or (listed[0].entity, listed[0].field)))
    return a.store.edit(listed, author=a.person.name, batch=batch)


def _marks_answered(a: OpenAssessment, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    named = {(one.entity, one.field) for one in edits}
    marked = (
        one
        for one in edits
        if one.field == "value"
        and (one.entity, RECONFIRM) not in named
        and said(a.snapshot, one.entity, RECONFIRM)
    )
    return tuple(
        Edit(one.entity, RECONFIRM, {"v": None}, a.snapshot.heads(one.entity, RECONFIRM), one.pack)
        for one in marked
    )


def answer(
    a: OpenAssessment, item_id: str, given: Answer | None, seen: tuple[str, ...]
) -> "Future[ChangeSet]":
    """Record the answer to an item; None clears it. Raises UserError for a form the item does not allow."""
    item = item_of(a, item_id)
    refuse_forms_not_allowed(item, given)
    return record(a, [Edit(item_id, "value", to_cell(given), seen, pack_of(a, item))])


def set_facet(
    a: OpenAssessment, item_id: str, facet: str, value: Json, seen: tuple[str, ...]
) -> "Future[ChangeSet]":
    """Record a facet of an answer: comment, flag, target, validated, year, source or follow-up words."""
    if facet not in FACETS:
        raise KeyError(facet)
    item = item_of(a, item_id)
    return record(a, [Edit(item_id, facet, {"v": value}, seen, pack_of(a, item))])


def set_fact(a: OpenAssessment, name: str, value: object, seen: tuple[str, ...]) -> "Future[ChangeSet]":
    """Record a fact of Set up."""
    return record(a, [Edit(ENTITY, name, fact_cell(name, value), seen)])


def attach_evidence(a: OpenAssessment, item_id: str, path: Path, note: str) -> "Future[ChangeSet]":
    """Keep a file as evidence of an answer: stored once by its hash, linked by this edit."""
    return record(a, [evidence_edit(a, item_id, path, note)])


def evidence_edit(a: OpenAssessment, item_id: str, path: Path, note: str) -> Edit:
    """Put a file into the store and return the edit that links it to an item."""
    item = item_of(a, item_id)
    blob = a.store.put_evidence(path)
    cell: CellValue = {
        "v": {"name": blob.name, "note": note, "size": blob.size, "media_type": blob.media_type}
    }
    facet = EVIDENCE + blob.sha256
    return Edit(item_id, facet, cell, a.snapshot.heads(item_id, facet), pack_of(a, item))


def detach_evidence(a: OpenAssessment, item_id: str, sha256: str) -> "Future[ChangeSet]":
    """Unlink a file from an answer; the file itself and the history stay."""
    facet = EVIDENCE + sha256
    edit = Edit(
        item_id, facet, {"v": None}, a.snapshot.heads(item_id, facet), pack_of(a, item_of(a, item_id))
    )
    return record(a, [edit])


def evidence_of(a: OpenAssessment, item_id: str) -> dict[str, Mapping[str, Json]]:
    """Files linked to an item: sha256 → name, note, size, media_type."""
    linked: dict[str, Mapping[str, Json]] = {}
    for facet, cell in a.snapshot.fields(item_id).items():
        content = cell.value.get("v")
        if facet.startswith(EVIDENCE) and isinstance(content, dict):
            linked[facet.removeprefix(EVIDENCE)] = content
    return linked


def read_value(item: Item, typed: str, language: str) -> Value:
    """The value a person typed for an item, checked against its type, choices and limits.

    Numbers are read as the language writes them; several choices are separated by commas.
    Raises UserError with the sentence of what is wrong.
    """
    raw: Json = typed
    if item.type.numeric or item.type is ItemType.LEVEL:
        number = _sound(parse_number(typed, language))
        raw = int(number) if item.type is ItemType.LEVEL and number == int(number) else str(number)
    if item.type is ItemType.CHOICES:
        raw = [word.strip() for word in typed.split(",") if word.strip()]
    return _sound(check_value(item, raw))


def _sound(found: "T | Problem") -> T:
    if isinstance(found, Problem):
        raise UserError(found.code, **found.params)
    return found


def item_of(a: OpenAssessment, item_id: str) -> Item:
    """The item with this id. Raises UserError "answering.unknown_item" where the packs have none."""
    item = a.bank.items.get(item_id)
    if item is None:
        raise UserError("answering.unknown_item", item=item_id)
    return item


def pack_of(a: OpenAssessment, item: Item) -> str:
    """The pack and version an answer is given under, as `id@version`."""
    return f"{item.pack}@{a.bank.packs[item.pack].version}"


def describe(a: OpenAssessment, subject: tuple[str, str], tr: Texts) -> str:
    """Name what an action was about: "AED-LEGAL-C3: comment"."""
    entity, facet = subject
    item = a.bank.items.get(entity)
    if entity.startswith(SENDING):
        return tr("Send: {what}", what=_step_of_sending(facet, tr))
    if entity.startswith(TEXT):
        return tr.pair(tr("Official texts"), _step_of_text(a, facet, tr))
    table = table_of(a.bank, entity)
    if table is not None:
        return _row_words(a, table, entity, facet, tr)
    if entity.startswith(SEVERAL):
        count = int(entity.removeprefix(SEVERAL))
        return tr.pair(tr.n("{n} question", "{n} questions", count), facet_name(facet, tr))
    if item is not None:
        return tr.pair(item.code, facet_name(facet, tr))
    from fosdesk.services.setting_up import fact_name

    team = entity.startswith(f"{TEAM}:")
    named = tr("team") if team else fact_name(facet, tr) if is_fact(facet) else facet
    return tr.pair(tr("Set up"), named)


def _step_of_sending(facet: str, tr: Texts) -> str:
    names = {
        "approved": tr("approval"),
        "written": tr("writing"),
        "sent": tr("sent"),
        "withdrawn": tr("withdrawal"),
        "acknowledged": tr("reply"),
    }
    return names.get(facet, tr("putting together"))


def _step_of_text(a: OpenAssessment, facet: str, tr: Texts) -> str:
    """Name what is recorded of an official text: its file, a pin with page and target, or a word about it."""
    if facet.startswith("pin:"):
        target, _, page = facet.removeprefix("pin:").rpartition(":")
        item = a.bank.items.get(target)
        return tr("page {page} for {code}", page=page, code=target if item is None else item.code)
    names = {"title": tr("title"), "edition": tr("edition"), "carried": tr("whether copies carry it")}
    return names.get(facet, tr("file"))


def _row_words(a: OpenAssessment, table: Item, row: str, column: str, tr: Texts) -> str:
    """Name a row of a register and its column: "Stakeholders: Valdoria Post, Influence"."""
    name = row_label(table, a.form.rows.get(table.id, ()), a.form.values, row)
    asked = columns_by_name(table).get(column)
    about = ", ".join(part for part in (name, asked.label if asked else "") if part)
    return tr.pair(table.label, about) if about else table.label


def facet_name(facet: str, tr: Texts) -> str:
    """The word for a facet as people read it."""
    names = {
        "value": tr("answer"),
        "comment": tr("comment"),
        "flag": tr("flag"),
        "target": tr("target"),
        "validated": tr("validated level"),
        "year": tr("year"),
        "source": tr("source"),
        "followup": tr("what is still missing"),
        "na": tr("not applicable"),
        RECONFIRM: tr("mark “to be confirmed”"),
    }
    return tr("evidence") if facet.startswith(EVIDENCE) else names.get(facet, facet)


def refuse_forms_not_allowed(item: Item, given: Answer | None) -> None:
    """Raise UserError where the item does not allow this form of answer, or its reason is missing."""
    if isinstance(given, Value) or given is None:
        return
    form = (
        "na"
        if isinstance(given, NotApplicable)
        else "unmeasured"
        if isinstance(given, Unmeasured)
        else "unknown"
    )
    if form not in item.allow:
        raise UserError("answering.form_not_allowed", item=item.code, form=form)
    if isinstance(given, NotApplicable | Unmeasured) and not given.reason.strip():
        raise UserError("answering.reason_needed", item=item.code)

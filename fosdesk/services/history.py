"""What was recorded in a field over time: what, who, when, on which computer, what it replaced."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from fosdesk.base.language import Texts
from fosdesk.forms.grid import split_cell
from fosdesk.forms.pack import Item, ItemType
from fosdesk.model.answers import CellValue
from fosdesk.services.answering import EVIDENCE, facet_name
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.facts import ENTITY
from fosdesk.services.guidance import asked_at, value_text, when_text
from fosdesk.services.rows import table_of
from fosdesk.services.wording import Parts, difference

if TYPE_CHECKING:
    from fosdesk.store.records import HistoryEntry

LATEST = 3
LONG = 60
"""Characters from which two versions of a text are shown by their difference."""
EMPTY: CellValue = {"v": None}


@dataclass(frozen=True, slots=True)
class Past:
    """One recorded value of a field, ready to read; newest first in a list of them.

    `where` names the computer, `replaced` the values it replaced, `brought` the dossier it came with, `step`
    that it was an undo or redo. `stands` is true for what counts now; `disputed` where others count as well.
    `parts` is the difference to the text it replaced, where both are long texts.
    """

    change_id: str
    field: str
    value: CellValue
    text: str
    author: str
    role: str
    when: str
    uncertain: bool
    where: str
    replaced: tuple[str, ...]
    brought: str
    step: str
    stands: bool
    disputed: bool
    parts: Parts = ()


def recorded_fields(a: OpenAssessment, item_id: str, tr: Texts) -> tuple[tuple[str, str], ...]:
    """The fields of an item in which something was ever recorded, with their names; the answer first."""
    found = a.snapshot.fields(item_id)
    return tuple((field, _field_name(a, item_id, field, tr)) for field in sorted(found, key=_rank))


def past_of(a: OpenAssessment, item_id: str, field: str, tr: Texts) -> tuple[Past, ...]:
    """Everything recorded in a field, newest first. Waits for the store: call it in a job."""
    entries = a.store.history(item_id, field)
    known = {entry.change_id: entry for entry in entries}
    cell = a.snapshot.cell(item_id, field)
    heads = frozenset(cell.heads) if cell is not None else frozenset[str]()
    disputed = cell is not None and cell.disagreement
    roles = {person.name: person.role for person in (*a.facts.team, a.person)}
    return tuple(
        _past(a, (item_id, field), entry, known, roles, tr, heads=heads, disputed=disputed)
        for entry in reversed(entries)
    )


def latest_lines(a: OpenAssessment, item_id: str, tr: Texts) -> tuple[str, ...]:
    """The latest that happened to an item, a short line each. Waits for the store: call it in a job."""
    item = asked_at(a, item_id)
    if item is None:
        return ()
    row, column = split_cell(item_id)
    is_cell = table_of(a.bank, row) is not None
    found: list[tuple[int, str, str]] = []
    for field in ["value"] if is_cell else list(a.snapshot.fields(item_id)):
        past = a.store.history(row, column) if is_cell else a.store.history(item_id, field)
        known = {entry.change_id: entry for entry in past}
        for entry in known.values():
            before = [known[one].value for one in entry.supersedes if one in known]
            said = _happened(item, field, before, entry.value, tr)
            day = short_when(entry.wall_at, datetime.now().astimezone(), tr)
            found.append((entry.depth, entry.change_id, tr.pair(f"{day}  {entry.author}", said)))
    return tuple(line for _, _, line in sorted(found, reverse=True)[:LATEST])


def fact_lines(a: OpenAssessment, field: str, tr: Texts) -> tuple[str, ...]:
    """Who recorded a field of Set up and when, the latest first. Waits for the store: call it in a job."""
    now = datetime.now().astimezone()

    def line(entry: "HistoryEntry") -> str:
        again = tr("changed") if entry.supersedes else tr("recorded")
        said = tr("cleared") if entry.value == EMPTY else again
        return f"{short_when(entry.wall_at, now, tr)}  {tr.pair(entry.author, said)}"

    return tuple(line(entry) for entry in reversed(a.store.history(ENTITY, field)[-LATEST:]))


def short_when(iso: str, now: datetime, tr: Texts) -> str:
    """A journal time as short as it can be told from `now`: "Today 14:03", or the day."""
    moment = datetime.fromisoformat(iso).astimezone(now.tzinfo)
    if moment.date() == now.date():
        return tr("Today {time}", time=tr.time(moment))
    return tr.date(moment.date())


def _past(
    a: OpenAssessment, key: tuple[str, str], entry: "HistoryEntry", known: "Mapping[str, HistoryEntry]",
    roles: Mapping[str, str], tr: Texts, *, heads: frozenset[str], disputed: bool,
) -> Past:  # fmt: skip
    item, field = a.bank.items.get(key[0]), key[1]
    before = [known[one].value for one in entry.supersedes if one in known]
    stands = entry.change_id in heads
    return Past(
        change_id=entry.change_id,
        field=field,
        value=entry.value,
        text=_whole_text(item, field, entry.value, tr),
        author=entry.author,
        role=roles.get(entry.author, ""),
        when=when_text(entry.wall_at, tr),
        uncertain=entry.date_uncertain,
        where=_where(entry, tr),
        replaced=tuple(_whole_text(item, field, value, tr) for value in before),
        brought=_brought(entry, tr),
        step=_step(entry.batch, tr),
        stands=stands,
        disputed=stands and disputed,
        parts=_difference(before, entry.value),
    )


def _whole_text(item: Item | None, field: str, value: CellValue, tr: Texts) -> str:
    return value_text(item, field, value, tr) if value != EMPTY else tr("Nothing (cleared)")


def _where(entry: "HistoryEntry", tr: Texts) -> str:
    return tr("this computer") if entry.mine else tr("computer {code}", code=entry.station[:4].upper())


def _brought(entry: "HistoryEntry", tr: Texts) -> str:
    if not entry.via_dossier:
        return ""
    return tr("Came with a dossier opened on {when}", when=when_text(entry.received_at, tr))


def _step(batch: str, tr: Texts) -> str:
    if batch.startswith("undo."):
        return tr("Put back by undo")
    return tr("Done again by redo") if batch.startswith("redo.") else ""


def _difference(before: Sequence[CellValue], value: CellValue) -> Parts:
    """The difference between two long texts; none where there is nothing to compare."""
    old, new = (before[0].get("v") if len(before) == 1 else None), value.get("v")
    if not isinstance(old, str) or not isinstance(new, str) or max(len(old), len(new)) < LONG:
        return ()
    return difference(old, new)


def _happened(item: Item, field: str, before: Sequence[CellValue], value: CellValue, tr: Texts) -> str:
    """What one change did, in few words: "1 → 2", "evidence added"."""
    what = facet_name(field, tr)
    was = [one for one in before if one != EMPTY]
    if field == "value" and item.type is ItemType.LEVEL and isinstance(value.get("v"), int):
        levels = [str(one["v"]) for one in was if isinstance(one.get("v"), int)]
        return f"{levels[0]} → {value['v']}" if len(levels) == 1 else tr("level {level}", level=value["v"])
    if value == EMPTY:
        return tr("{what} removed", what=what)
    if field in ("value", "target", "validated", "year"):
        return tr("{what} {value}", what=what, value=_brief(value_text(item, field, value, tr)))
    return tr("{what} changed", what=what) if was else tr("{what} added", what=what)


def _brief(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONG else words[: LONG - 1].rstrip() + "…"


def _field_name(a: OpenAssessment, item_id: str, field: str, tr: Texts) -> str:
    name = facet_name(field, tr)
    name = name[:1].upper() + name[1:]
    if not field.startswith(EVIDENCE):
        return name
    content = (a.snapshot.value(item_id, field) or {}).get("v")
    file = str(content.get("name", "")) if isinstance(content, dict) else ""
    return tr("{what}: {file}", what=name, file=file or field.removeprefix(EVIDENCE)[:8])


def _rank(field: str) -> tuple[bool, bool, str]:
    return field != "value", field.startswith(EVIDENCE), field

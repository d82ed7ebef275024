"""Moving an assessment to another edition of the Framework: the preview, the move, what is to be confirmed.

No answer is touched: the edition is one field of Set up; questions of a Standard that an edition does not
have hide and keep their answers. Where the new edition asks more, each answer gets a mark beside it
(`reconfirm`, the edition it asks about) that goes when somebody says that the answer is still true, or
answers anew. A mark of another edition says nothing, so moving forth and back leaves everything as it was.
"""

import hashlib
import json
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import asdict, dataclass
from typing import Any

from fosdesk.base.errors import UserError
from fosdesk.base.language import N_, Texts
from fosdesk.forms.bank import Bank
from fosdesk.forms.pack import Item
from fosdesk.model.answers import Unknown
from fosdesk.model.snapshot import ChangeSet, Edit, Snapshot
from fosdesk.services.answering import RECONFIRM, pack_of, record, set_facet
from fosdesk.services.assessment import OpenAssessment, View
from fosdesk.services.facts import ENTITY, SENDING, AssessmentFacts, said

EDITION = "edition"
KEPT, REWORDED, NEW, RETIRED = "kept", "reworded", "new", "retired"
STATES = {KEPT: N_("Kept"), REWORDED: N_("Reworded"), NEW: N_("New"), RETIRED: N_("Retired")}
"""What becomes of a Standard, in the order of the preview."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What becomes of one Standard. `before` and `after` are its confirmed numbers, empty without one.

    `answered` of `questions` hold an answer; `reconfirm` are the ids of answers that are to be confirmed.
    """

    code: str
    title: str
    state: str
    note: str
    before: str
    after: str
    answered: int
    questions: int
    reconfirm: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What moving from the edition `start` to `to` does; `elsewhere` counts answers outside the Standards."""

    start: str
    to: str
    standards: tuple[Moved, ...]
    elsewhere: int

    def of(self, state: str) -> tuple[Moved, ...]:
        """The Standards of one state, in the order of the Framework."""
        return tuple(one for one in self.standards if one.state == state)

    @property
    def reconfirm(self) -> tuple[str, ...]:
        """The ids of all answers that are to be confirmed."""
        return tuple(item for one in self.standards for item in one.reconfirm)


def other_edition(facts: AssessmentFacts, bank: Bank) -> str:
    """The edition the assessment is not in; empty where the packs know no other."""
    return next((str(row["id"]) for row in bank.table("editions") if row["id"] != facts.edition), "")


def other_numbers(facts: AssessmentFacts, bank: Bank) -> Mapping[str, str]:
    """The confirmed numbers of the other edition, by code of the Standard."""
    beginning = f"{other_edition(facts, bank)}:"
    return {
        of.removeprefix(beginning): str(number)
        for of, number in facts.numbers.items()
        if of.startswith(beginning)
    }


def preview(a: OpenAssessment, to: str) -> Preview:
    """What moving to the edition `to` would do. Raises UserError for an unknown edition or the one in use."""
    view, bank = a.view, a.bank
    known = [str(row["id"]) for row in bank.table("editions")]
    start = view.facts.edition
    if to not in known:
        raise UserError("edition.unknown", edition=to, known=", ".join(known))
    if to == start:
        raise UserError("edition.same", edition=to)
    rows = (row for row in bank.table("standards") if row.get(f"number_{start}") or row.get(f"number_{to}"))
    standards = tuple(_moved(view, bank, str(row["code"]), to) for row in rows)
    elsewhere = sum(
        _has_answer(view, item) for item in bank.items.values() if item.type.answerable and not item.standard
    )
    return Preview(start, to, standards, elsewhere)


def _moved(view: View, bank: Bank, code: str, to: str) -> Moved:
    row, start = bank.standard(code), view.facts.edition
    state, note, asks_more = _state(bank, code, start, to)
    items = [item for item in bank.items.values() if item.standard == code and item.type.answerable]
    numbers = view.facts.numbers
    return Moved(
        code=code,
        title=str(row["title"]),
        state=state,
        note=note,
        before=str(numbers.get(f"{start}:{code}", "")),
        after=str(numbers.get(f"{to}:{code}", "")),
        answered=sum(_has_answer(view, item) for item in items),
        questions=len(items),
        reconfirm=tuple(item.id for item in items if asks_more and _to_ask(view, item)),
    )


def _state(bank: Bank, code: str, start: str, to: str) -> tuple[str, str, bool]:
    """State, what changed, and whether the Standard asks more there than here."""
    row, change = bank.standard(code), _change(bank, code, {start, to})
    note, coverage = str(change.get("note") or ""), change.get("coverage")
    if not row.get(f"number_{start}"):
        return NEW, note, False
    if not row.get(f"number_{to}"):
        return RETIRED, note, False
    if coverage not in ("superset", "subset"):
        return KEPT, note, False
    return REWORDED, note, (coverage == "superset") == (change.get("newer") == to)


def _change(bank: Bank, code: str, editions: set[str]) -> Mapping[str, object]:
    rows = (row for row in bank.table("crosswalk") if row["standard"] == code)
    return next((row for row in rows if {row["older"], row["newer"]} == editions), {})


def _has_answer(view: View, item: Item) -> bool:
    return view.snapshot.answer(item.id) is not None or bool(view.state.rows.get(item.id))


def _to_ask(view: View, item: Item) -> bool:
    """Whether an answer claims anything that the wider wording could make untrue."""
    given = view.snapshot.answer(item.id)
    return _has_answer(view, item) and not isinstance(given, Unknown)


def moving(a: OpenAssessment, to: str) -> tuple[Edit, ...]:
    """The edits of the move: the edition first, then the marks of answers to be confirmed."""
    snapshot = a.snapshot
    marks = (
        Edit(
            item_id,
            RECONFIRM,
            {"v": to},
            snapshot.heads(item_id, RECONFIRM),
            pack_of(a, a.bank.items[item_id]),
        )
        for item_id in preview(a, to).reconfirm
        if said(snapshot, item_id, RECONFIRM) != to
    )
    return (Edit(ENTITY, EDITION, {"v": to}, snapshot.heads(ENTITY, EDITION)), *marks)


def move(a: OpenAssessment, to: str) -> "Future[ChangeSet]":
    """Move the assessment: one action, one undo. Raises UserError like `preview`."""
    return record(a, moving(a, to), (ENTITY, EDITION))


def still_true(a: OpenAssessment, item_id: str) -> "Future[ChangeSet]":
    """Say of an answer that it holds in this edition too: its mark goes."""
    return set_facet(a, item_id, RECONFIRM, None, a.snapshot.heads(item_id, RECONFIRM))


def is_to_reconfirm(view: View, item_id: str) -> bool:
    """Whether an answer was given before the move to the edition in use and nobody has confirmed it."""
    marked = said(view.snapshot, item_id, RECONFIRM)
    return marked == view.facts.edition and item_id in view.state.relevant


def reconfirm_text(view: View, bank: Bank, item: Item, tr: Texts) -> str:
    """The sentence on the card of an answer that is to be confirmed; empty where it is not."""
    if not is_to_reconfirm(view, item.id):
        return ""
    edition = view.facts.edition
    change = _change(bank, item.standard, {edition, other_edition(view.facts, bank)})
    first = tr("Answered before the move to the {edition} edition.", edition=edition)
    last = tr("Read the question again: is the answer still true?")
    return " ".join(part for part in (first, str(change.get("note") or ""), last) if part)


def waiting(view: View, bank: Bank) -> tuple[str, ...]:
    """The ids of all answers that are to be confirmed."""
    return tuple(item_id for item_id in bank.items if is_to_reconfirm(view, item_id))


def hidden_sentences(view: View, bank: Bank, tr: Texts) -> tuple[str, ...]:
    """What is kept out of sight: Standards that the edition does not have and that hold answers."""
    edition, found = view.facts.edition, []
    for row in bank.table("standards"):
        items = (item for item in bank.items.values() if item.standard == row["code"])
        kept = sum(_has_answer(view, item) for item in items if item.type.answerable)
        if row.get(f"number_{edition}") or not kept:
            continue
        found.append(
            tr.n(
                "“{standard}” is not in the {edition} edition: its {n} answer is kept and hidden.",
                "“{standard}” is not in the {edition} edition: its {n} answers are kept and hidden.",
                kept,
                standard=row["title"],
                edition=edition,
            )
        )
    return tuple(found)


def answers_hash(snapshot: Snapshot) -> str:
    """SHA-256 over everything that was said: answers with their facets, registers, evidence, facts, team.

    The edition itself, the marks of a move and what was sent are left out, and fields that hold nothing.
    """
    digest = hashlib.sha256()
    for entity, field in sorted(snapshot.cells):
        if field == RECONFIRM or (entity, field) == (ENTITY, EDITION) or entity.startswith(SENDING):
            continue
        cell = snapshot.cells[entity, field]
        values = [value for _, value in cell.values] or [cell.value]
        if values != [{"v": None}]:
            spelt = sorted(json.dumps(value, sort_keys=True, ensure_ascii=False) for value in values)
            digest.update(json.dumps([entity, field, spelt], ensure_ascii=False).encode("utf-8") + b"\n")
    return digest.hexdigest()


def content(found: Preview, before: str, now: str, *, moved: bool) -> Mapping[str, Any]:
    """The preview for programs, with the fingerprint of all answers (`answers_hash`) before and now."""
    return {
        "from": found.start,
        "to": found.to,
        "moved": moved,
        "counts": {
            **{state: len(found.of(state)) for state in STATES},
            RECONFIRM: len(found.reconfirm),
            "elsewhere": found.elsewhere,
        },
        "standards": [asdict(one) for one in found.standards],
        "answers_before": before,
        "answers_now": now,
    }


# --- in words


def counted(found: Preview, tr: Texts) -> tuple[str, ...]:
    """The counts of a preview, one sentence each."""
    lines = [
        tr.n("{n} Standard is kept as it is.", "{n} Standards are kept as they are.", len(found.of(KEPT))),
        tr.n("{n} Standard is reworded.", "{n} Standards are reworded.", len(found.of(REWORDED))),
        tr.n("{n} Standard is new.", "{n} Standards are new.", len(found.of(NEW))),
        tr.n(
            "{n} Standard is not in the edition: it hides and keeps its answers.",
            "{n} Standards are not in the edition: they hide and keep their answers.",
            len(found.of(RETIRED)),
        ),
        tr.n("{n} answer is to be confirmed.", "{n} answers are to be confirmed.", len(found.reconfirm)),
    ]
    counts = (*(len(found.of(state)) for state in STATES), len(found.reconfirm))
    return tuple(line for line, count in zip(lines, counts, strict=True) if count)


def moved_text(one: Moved, tr: Texts) -> str:
    """One Standard of a preview in a line below its title: what changed, its answers, its numbers."""
    answers = tr.n("{n} answer", "{n} answers", one.answered)
    said = {
        NEW: tr("{answers} given before come back.", answers=answers) if one.answered else "",
        RETIRED: tr("{answers} kept and hidden.", answers=answers),
    }
    kept = said.get(one.state, tr("{answers} kept.", answers=answers))
    again = tr.n("{n} to be confirmed.", "{n} to be confirmed.", len(one.reconfirm)) if one.reconfirm else ""
    numbers = _numbers_text(one, tr)
    return " ".join(part for part in (one.note, kept, again, numbers) if part)


def _numbers_text(one: Moved, tr: Texts) -> str:
    if one.before and one.after and one.before != one.after:
        return tr("Number {before} becomes {after}.", before=one.before, after=one.after)
    return ""


def moved_sentence(found: Preview, tr: Texts) -> str:
    """What was done, once it is done."""
    done = tr("Moved to the {edition} edition.", edition=found.to)
    if not found.reconfirm:
        return done
    again = tr.n("{n} answer is to be confirmed.", "{n} answers are to be confirmed.", len(found.reconfirm))
    return f"{done} {again}"

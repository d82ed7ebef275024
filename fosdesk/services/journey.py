"""Where the team stands: the steps of the journey with their progress, and the next useful twenty minutes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from fosdesk.base.language import Texts
from fosdesk.forms.completion import Completion, completion, is_open
from fosdesk.forms.pack import Item, ItemType, Section
from fosdesk.model.answers import NotApplicable, Unknown, Value
from fosdesk.services.answering import evidence_of
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.registers import is_register_page
from fosdesk.services.review import FindingRow, findings
from fosdesk.services.sent_register import waiting
from fosdesk.services.setting_up import asked
from fosdesk.services.standards import items_in_order, sections_in_order

PARTS = ("environment", "standards", "law", "business", "indicators")
"""The parts of the journey that ask questions, in the order in which a person goes through them."""
WITHIN = {"datasets": "environment"}
"""Packs whose sections stand in a part of another name."""

MINUTES_AT_ONCE = 20
AT_ONCE = 5
_MINUTES = {ItemType.LEVEL: 4, ItemType.LONGTEXT: 4, ItemType.TEXT: 3}


@dataclass(frozen=True, slots=True)
class Step:
    """One station of the journey. `state` is empty, started or complete; `id` names the page."""

    id: str
    title: str
    sentence: str
    answered: int
    total: int
    unknown: int
    warnings: int
    state: str


@dataclass(frozen=True, slots=True)
class Task:
    """One useful thing to do next: opens the item; `minutes` is our estimate, `kind` one of TASKS."""

    item_id: str
    title: str
    second_line: str
    minutes: int
    kind: str = "answer"


def section_progress(a: OpenAssessment) -> Mapping[str, Completion]:
    """Progress of every visible section, by section id."""
    return {section.id: completion(a.bank, a.form, (section.id,)) for section in a.bank.sections}


def sections_of(a: OpenAssessment, part: str) -> tuple[Section, ...]:
    """The sections of a part of the journey, one of `PARTS`, in their order and scope.

    A Standard left out takes its criteria with it; requirements of law stay, for an act serves several.
    A register that is the only item of its section is no part: it has a page of its own.
    """
    facts = a.facts
    return tuple(
        section
        for section in sections_in_order(facts, a.bank)
        if WITHIN.get(section.pack, section.pack) == part
        and section.standard not in facts.left_out
        and not all(is_register_page(a, item) for item in section.items)
    )


def question_sections(a: OpenAssessment) -> tuple[Section, ...]:
    """All sections of questions, in the order in which a person goes through them."""
    return tuple(section for part in PARTS for section in sections_of(a, part))


def journey(a: OpenAssessment, tr: Texts, found: Sequence[FindingRow] | None = None) -> tuple[Step, ...]:
    """The steps that this version has pages for, in the order of the journey.

    `found` are the points to look at, where the caller has them.
    """
    warned = findings(a, tr) if found is None else found
    return (
        _setup_step(a, tr),
        _part_step(a, "environment", tr("Environment"), tr),
        _part_step(a, "standards", tr("Standards"), tr),
        _part_step(a, "law", tr("Law and procedure"), tr),
        _part_step(a, "business", tr("Business needs"), tr),
        _part_step(a, "indicators", tr("Indicators"), tr),
        Step("review", tr("Review"), _review_sentence(len(warned), tr), 0, 0, 0, len(warned), "started"),
        Step(
            "documents",
            tr("Documents"),
            tr("Workbook and report, from what is recorded now."),
            0,
            0,
            0,
            0,
            "",
        ),
        _send_step(a, tr),
    )


def _send_step(a: OpenAssessment, tr: Texts) -> Step:
    count = waiting(a)
    sentence = tr("Hand documents over, and keep the register of what went out.")
    if count:
        sentence = tr.n("{n} sending waits for somebody.", "{n} sendings wait for somebody.", count)
    return Step("send", tr("Send"), sentence, 0, 0, 0, count, "started" if count else "")


def _review_sentence(count: int, tr: Texts) -> str:
    return (
        tr.n("{n} point to look at.", "{n} points to look at.", count) if count else tr("Nothing to look at.")
    )


def _setup_step(a: OpenAssessment, tr: Texts) -> Step:
    wanted = asked(a, tr)
    done = sum(one.there for one in wanted)
    missing = next((one.sentence for one in wanted if not one.there), "")
    sentence = tr("{done} of {total} facts recorded.", done=done, total=len(wanted))
    sentence = " ".join(part for part in (sentence, missing) if part)
    return Step("setup", tr("Set up"), sentence, done, len(wanted), 0, 0, _state(done, len(wanted)))


def _part_step(a: OpenAssessment, part: str, title: str, tr: Texts) -> Step:
    ids = tuple(section.id for section in sections_of(a, part))
    done = completion(a.bank, a.form, ids)
    sentence = tr("{answered} of {total} answered.", answered=done.answered, total=done.total)
    if done.unknown:
        sentence += " " + tr.n("{n} unknown.", "{n} unknown.", done.unknown)
    return Step(
        part, title, sentence, done.answered, done.total, done.unknown, 0, _state(done.answered, done.total)
    )


def _state(done: int, total: int) -> str:
    return "" if not done else "complete" if done >= total else "started"


TASKS = ("decide", "name", "prove", "answer", "ask")
"""What there may be to do: decide, name an owner, attach proof, answer, ask again for what was promised."""


def next_twenty(a: OpenAssessment, tr: Texts, after: int = 0) -> tuple[Task, ...]:
    """The most useful open things that fit into twenty minutes, at most five; `after` skips some."""
    tasks: list[Task] = []
    left = MINUTES_AT_ONCE
    for task in islice(_useful(a, tr), after, None):
        if len(tasks) == AT_ONCE:
            break
        if task.minutes <= left:
            tasks.append(task)
            left -= task.minutes
    return tuple(tasks)


def _useful(a: OpenAssessment, tr: Texts) -> Iterator[Task]:
    """Disagreements first, then unknowns nobody owns, claims without evidence, open questions, promises."""
    disputed = a.snapshot.disagreements()
    for entity in dict.fromkeys(entity for entity, _ in disputed):
        if entity in a.bank.items:
            item = a.bank.items[entity]
            answers = (entity, "value") in disputed
            why = tr("Two different answers") if answers else tr("Two versions, not decided")
            yield _task(item, "decide", tr("Decide {code}", code=item.code), why, 3)
    every = items_in_order(a.facts, a.bank)
    visible = [item for item in every if item.type.answerable and a.form.visible(item.id)]
    given = {item.id: a.snapshot.answer(item.id) for item in visible}
    for item in visible:
        found = given[item.id]
        if isinstance(found, Unknown) and not found.who:
            title = tr("Name who finds out {code}", code=item.code)
            yield _task(item, "name", title, tr("Unknown, and nobody looks for it"), 2)
    for item in visible:
        if _needs_evidence(a, item):
            title = tr("Attach proof to {code}", code=item.code)
            yield _task(item, "prove", title, tr("The level is claimed without evidence"), 5)
    for item in visible:
        if is_open(item, a.form):
            rate = item.type is ItemType.LEVEL
            title = tr("Rate {code}", code=item.code) if rate else tr("Answer {code}", code=item.code)
            yield _task(item, "answer", title, tr("Unanswered"), _MINUTES.get(item.type, 2))
    promised = [(one.by, item, one.who) for item in visible if isinstance(one := given[item.id], Unknown)]
    for by, item, who in sorted((one for one in promised if one[0] and one[2]), key=lambda one: one[0]):
        title = tr("Ask for {code}", code=item.code)
        yield _task(item, "ask", title, tr("{who} promised it for {date}", who=who, date=_day(by, tr)), 4)


def _day(iso: str, tr: Texts) -> str:
    try:
        return tr.date(date.fromisoformat(iso))
    except ValueError:
        return iso


def _needs_evidence(a: OpenAssessment, item: Item) -> bool:
    given = a.snapshot.answer(item.id)
    if item.evidence_from is None or not isinstance(given, Value) or isinstance(given, NotApplicable):
        return False
    return isinstance(given.v, int) and given.v >= item.evidence_from and not evidence_of(a, item.id)


def _task(item: Item, kind: str, title: str, why: str, minutes: int) -> Task:
    return Task(item.id, title, f"{why}  ·  {item.short}" if item.short else why, minutes, kind)

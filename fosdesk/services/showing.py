"""An assessment as lines and as JSON: what `fosdesk show` prints and other programs read."""

from collections.abc import Mapping
from typing import Any

from fosdesk.base.errors import UserError
from fosdesk.base.language import Texts
from fosdesk.forms.pack import Item
from fosdesk.model.answers import Json
from fosdesk.services import registers
from fosdesk.services.answering import EVIDENCE, FACETS, evidence_of
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.editions import hidden_sentences
from fosdesk.services.facts import ENTITY, TEAM, is_fact
from fosdesk.services.guidance import value_text, when_text
from fosdesk.services.journey import journey
from fosdesk.services.overview import counted_text, level_text, no_score_text, overview
from fosdesk.services.period import period_text
from fosdesk.services.setting_up import order_sentences, person_text, problems, scope_sentence
from fosdesk.services.standards import ordered
from fosdesk.services.team import listed
from fosdesk.services.texts import OfficialText, count_line, texts


def find_item(a: OpenAssessment, wanted: str) -> str:
    """The id of an item given by id or by printed code, in any case. Raises UserError with the nearest."""
    from difflib import get_close_matches

    by_name = {item.code.lower(): item.id for item in a.bank.items.values() if item.code}
    by_name |= {item_id: item_id for item_id in a.bank.items}
    found = by_name.get(wanted.lower())
    if found is None:
        near = ", ".join(get_close_matches(wanted.lower(), by_name, 3))
        raise UserError("answering.unknown_item_near", item=wanted, near=near or "–")
    return found


def lines(a: OpenAssessment, tr: Texts) -> tuple[str, ...]:
    """Facts, progress and the profile, for people."""
    facts = a.facts
    training = tr("TRAINING") if facts.training else ""
    head = "  ".join(
        word
        for word in (facts.country, facts.region, facts.edition, period_text(facts.period, tr), training)
        if word
    )
    code = tr("Code {code}, {n} changes", code=a.snapshot.code, n=a.snapshot.changes)
    steps = [f"  {step.title}: {step.sentence}" for step in journey(a, tr)]
    counted = [f"  {item.label}: {_rows_text(a, item, tr)}" for item in registers.registers(a)]
    texts_line = count_line(a, tr)
    return (
        *(head, code, tr("Set up"), *_setup_lines(a, tr), tr("Journey"), *steps),
        *((tr("Registers"), *counted) if counted else ()),
        *((tr("Official texts"), f"  {texts_line}") if texts_line else ()),
        *(tr("Levels"), *_profile_lines(a, tr)),
    )


def _rows_text(a: OpenAssessment, item: Item, tr: Texts) -> str:
    return tr.n("{n} row", "{n} rows", registers.count(a, item))


def _setup_lines(a: OpenAssessment, tr: Texts) -> list[str]:
    """Team, scope and order, and what does not fit."""
    facts = a.facts
    team = [person_text(p.name, p.duty, p.role, p.organisation, tr) for p in facts.team]
    said = [*team, scope_sentence(facts, a.bank, tr)]
    said += [
        tr("Not assessed: {code}. {reason}", code=code, reason=facts.left_out[code])
        for code in ordered(facts, a.bank)
        if code in facts.left_out
    ]
    if facts.positions:
        said.append(tr("National order: {codes}", codes=", ".join(ordered(facts, a.bank))))
    said += hidden_sentences(a.view, a.bank, tr)
    said += [*order_sentences(facts, a.bank, tr), *problems(facts, tr).values()]
    return [f"  {line}" for line in said]


def _profile_lines(a: OpenAssessment, tr: Texts) -> list[str]:
    return [
        f"  {row.code:<14} "
        + (
            no_score_text(row.score, tr)
            or f"{level_text(row.score.value, tr)} → {level_text(row.target, tr)}"
        )
        + f"  ({counted_text(row.score, tr)})"
        for row in overview(a).framework
    ]


def content(a: OpenAssessment) -> Mapping[str, Any]:
    """Everything recorded, in the shape that `import-answers` reads."""
    facts = {name: cell.value for name, cell in a.snapshot.fields(ENTITY).items() if is_fact(name)}
    answers = {item_id: item_content(a, item_id) for item_id in a.bank.items if a.snapshot.fields(item_id)}
    return {
        "id": a.id,
        "code": a.snapshot.code,
        "changes": a.snapshot.changes,
        "facts": {**facts, TEAM: {"v": listed(a.facts.team)}},
        "answers": answers,
        "rows": registers.content(a),
        "texts": [_text_content(text) for text in texts(a)],
        "levels": {
            row.code: _level_content(row.score.value, row.score.coverage) for row in overview(a).framework
        },
    }


def _text_content(text: OfficialText) -> Mapping[str, Any]:
    pins = [{"target": pin.target, "page": pin.page} for pin in text.pins]
    facts = {"title": text.title, "edition": text.edition, "file": text.name, "pages": text.pages}
    return {**facts, "sha256": text.id, "state": text.state, "carried": text.carried, "pins": pins}


def _level_content(value: object, coverage: object) -> Mapping[str, str | None]:
    return {"level": None if value is None else str(value), "coverage": str(coverage)}


def item_content(a: OpenAssessment, item_id: str) -> Mapping[str, Any]:
    """One item as recorded: the cell of its answer, its facets, its evidence."""
    found: dict[str, Any] = {}
    cell = a.snapshot.value(item_id, "value")
    if cell is not None:
        found["value"] = cell
    for facet in FACETS:
        recorded: Json = (a.snapshot.value(item_id, facet) or {}).get("v")
        if recorded is not None:
            found[facet] = recorded
    linked = evidence_of(a, item_id)
    if linked:
        found["evidence"] = [
            {"file": facts.get("name"), "note": facts.get("note"), "sha256": sha}
            for sha, facts in linked.items()
        ]
    return found


def item_lines(a: OpenAssessment, item_id: str, tr: Texts) -> tuple[str, ...]:
    """One item for people: answer, facets, then its history."""
    item = a.bank.items[item_id]
    first = f"{item.code}: {value_text(item, 'value', a.snapshot.value(item_id, 'value'), tr)}"
    entries = [
        (entry.wall_at, facet, entry)
        for facet in a.snapshot.fields(item_id)
        for entry in a.store.history(item_id, facet)
    ]
    past = [
        f"  {when_text(at, tr)}  {entry.author}  {_facet(facet)}: {value_text(item, facet, entry.value, tr)}"
        for at, facet, entry in sorted(entries, key=lambda found: found[0])
    ]
    return (first, f"  {item.label}", *past)


def _facet(facet: str) -> str:
    return EVIDENCE.rstrip(":") if facet.startswith(EVIDENCE) else facet

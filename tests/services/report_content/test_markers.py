"""Nothing recorded is missing: a marker in every field of every kind is found in report and workbook."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from fosdesk.base.language import Texts
from fosdesk.base.progress import SilentProgress
from fosdesk.forms.pack import Item, ItemType
from fosdesk.model.answers import (
    Answer,
    Json,
    NotApplicable,
    Unknown,
    Unmeasured,
    Value,
    from_cell,
    to_cell,
)
from fosdesk.model.snapshot import Edit
from fosdesk.services import answering, reporting
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.context import AppContext
from fosdesk.services.facts import TEAM
from fosdesk.services.report_content.material import answer_text, gather

FACTS = ("country", "ministry", "administration", "contact", "round_name", "period")
PACKS = ("environment", "standards")
LONG_ITEM = "risk_c3"
TEXTS = (ItemType.TEXT, ItemType.LONGTEXT)


def questions(a: OpenAssessment) -> list[Item]:
    """What takes an answer by itself; tables have sheets of their own."""
    return [
        item
        for item in a.bank.items.values()
        if item.pack in PACKS and item.type.answerable and not item.register and a.form.visible(item.id)
    ]


class Marks:
    """Markers handed out, each once; a word that no text breaks or hides."""

    def __init__(self) -> None:
        self.given: dict[str, str] = {}

    def new(self, place: str, letter: str = "q") -> str:
        mark = f"{letter}z{len(self.given):04d}{letter}"
        self.given[mark] = place
        return mark


def facets(item: Item, marks: Marks) -> Iterator[tuple[str, Json]]:
    """A marker in every facet of words that the item asks for."""
    comment = marks.new(f"{item.id} comment") + "."
    if item.id == LONG_ITEM:  # more than a cell holds
        comment = comment[:-1] + " word" * 9_000 + " " + marks.new(f"{item.id} end") + "."
    yield "comment", comment
    yield "flag", marks.new(f"{item.id} flag") + "."
    if item.asks_source:
        yield "source", marks.new(f"{item.id} source")
    if item.asks_year:
        yield "year", marks.new(f"{item.id} year", "y")
    if item.followup is not None:
        yield "followup", [marks.new(f"{item.id} followup"), marks.new(f"{item.id} second followup")]


def marked_answer(item: Item, number: int, old: Answer | None, marks: Marks) -> Answer | None:
    """The same answer with a marker where it has words; every fifth question gets another form."""
    if number % 5 == 0 and "unknown" in item.allow:
        return Unknown(marks.new(f"{item.id} who"), "2027-03-04")
    if number % 5 == 1 and "na" in item.allow and item.type in (ItemType.LEVEL, *TEXTS):
        return NotApplicable(marks.new(f"{item.id} reason") + ".")
    if number % 5 == 2 and "unmeasured" in item.allow:
        return Unmeasured(marks.new(f"{item.id} unmeasured") + ".")
    return Value(marks.new(f"{item.id} value")) if item.type in TEXTS else old


@pytest.fixture
def marked(sample: OpenAssessment, tmp_path: Path) -> tuple[OpenAssessment, Marks]:
    """The exercise country with a marker in every field."""
    a, marks = sample, Marks()
    proof = tmp_path / "qzproof.pdf"
    proof.write_bytes(b"%PDF-1.4 proof")
    sha = a.store.put_evidence(proof).sha256
    edits: dict[tuple[str, str], Json] = {}
    for item in questions(a):
        edits.update({(item.id, facet): value for facet, value in facets(item, marks)})
        note = marks.new(f"{item.id} caption")
        edits[item.id, f"evidence:{sha}"] = {
            "name": proof.name, "note": note, "size": 14, "media_type": "application/pdf"
        }  # fmt: skip
    listed = [Edit(entity, field, {"v": value}, a.snapshot.heads(entity, field))
              for (entity, field), value in edits.items()]  # fmt: skip
    for number, item in enumerate(questions(a)):
        old = from_cell(cell) if (cell := a.snapshot.value(item.id, "value")) else None
        given = to_cell(marked_answer(item, number, old, marks))
        listed.append(Edit(item.id, "value", given, a.snapshot.heads(item.id, "value")))
    answering.record(a, listed).result()
    for name in FACTS:
        answering.set_fact(a, name, marks.new(name), a.snapshot.heads("assessment", name)).result()
    person = f"{TEAM}:{a.facts.team[0].row}"
    for name in ("name", "role", "organisation"):
        heads = a.snapshot.heads(person, name)
        answering.record(a, [Edit(person, name, {"v": marks.new(name)}, heads)]).result()
    gone = [mark for mark, place in marks.given.items()
            if (name := place.split()[0]) in a.bank.items and not a.form.visible(name)]  # fmt: skip
    assert len(gone) < len(marks.given) / 10
    for mark in gone:  # a question that the new answers have hidden is in no document
        del marks.given[mark]
    return a, marks


def written(a: OpenAssessment, context: AppContext, tr: Texts, folder: Path) -> tuple[str, str]:
    """The words of report and workbook without white space."""
    for document in ("report", "workbook"):
        target = folder / f"d.{reporting.ENDINGS[document]}"
        order = reporting.Order(
            document, target, "national", tr, a.bank, context.clock.now(), context.paths.fonts
        )
        reporting.write(a, order, SilentProgress())
    command = ("pdftotext", "-raw", folder / "d.pdf", "-")
    paper = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout
    book = openpyxl.load_workbook(folder / "d.xlsx", read_only=True)
    cells = [str(value) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)
             for value in row if value is not None]  # fmt: skip
    return squeezed(paper), squeezed(" ".join(cells))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_every_marker_stands_in_report_and_workbook(
    marked: tuple[OpenAssessment, Marks], context: AppContext, tr: Texts, tmp_path: Path
) -> None:
    a, marks = marked
    paper, book = written(a, context, tr, tmp_path)
    kinds = {place.split(" ", 1)[-1] for place in marks.given.values()}
    assert {"comment", "flag", "source", "year", "followup", "who", "reason", "value", "caption"} <= kinds
    assert len(marks.given) > 800
    assert {place: "report" for mark, place in marks.given.items() if mark not in paper} == {}
    assert {place: "workbook" for mark, place in marks.given.items() if mark not in book} == {}


def test_every_answer_of_the_exercise_country_stands_in_report_and_workbook(
    sample: OpenAssessment, context: AppContext, tr: Texts, tmp_path: Path
) -> None:
    paper, book = written(sample, context, tr, tmp_path)
    m = gather(sample.view, sample.bank, tr, "national", context.clock.now())
    words = {item.id: squeezed(answer_text(m, item)) for item in questions(sample)
             if item.type is not ItemType.LEVEL}  # fmt: skip
    assert len(words) > 150
    assert {item: said for item, said in words.items() if said not in paper} == {}
    assert {item: said for item, said in words.items() if said not in book} == {}


def test_levels_targets_and_validated_levels_stand_in_their_columns(
    sample: OpenAssessment, context: AppContext, tr: Texts, tmp_path: Path
) -> None:
    written(sample, context, tr, tmp_path)
    book = openpyxl.load_workbook(tmp_path / "d.xlsx", data_only=True)
    m = gather(sample.view, sample.bank, tr, "national", context.clock.now())
    checked = 0
    for row in m.profile.framework:
        sheet = book[row.code]
        heads = [cell.value for cell in sheet[5]]
        for cells in sheet.iter_rows(min_row=6, values_only=True):
            item = next((one for one in questions(sample) if one.code == cells[0]), None)
            if item is None or item.type is not ItemType.LEVEL:
                continue
            shown = dict(zip(heads, cells, strict=True))
            given = m.answers.get(item.id)
            level = given.v if isinstance(given, Value) else None
            assert shown["Level"] == level or level is None
            assert shown["Target"] == m.targets.get(item.id, "–")
            seen = m.facet(item.id, "validated")
            assert shown["Validated"] == ("–" if seen is None else seen)
            if level is not None:
                assert shown["Gap"] == max(0, m.targets[item.id] - level)
            checked += 1
    assert checked == 121

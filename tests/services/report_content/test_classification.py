"""What a class may not read is in no document made for it: not as text, not as a figure, not as a name."""

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from fosdesk.base.language import Texts, load_texts
from fosdesk.base.progress import SilentProgress
from fosdesk.model.answers import Unknown, Value
from fosdesk.services import answering, reporting
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.context import AppContext
from fosdesk.services.report_content.classification import ORDER, class_name, may_read, open_bank
from fosdesk.services.report_content.material import Material, gather

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SECRET, EXHIBIT, KEEPER = "Zanzibarine profile forty-two", "Quagmire memorandum", "Ombeline Vrykolakas"
Reads = Callable[..., str]


@pytest.fixture
def tr(context: AppContext) -> Texts:
    return load_texts("en", context.paths.locale)


@pytest.fixture
def telling(sample: OpenAssessment, tmp_path: Path) -> OpenAssessment:
    """The exercise country with three national answers that say something nobody else says."""
    national = [i for i in sample.bank.items.values() if i.disclosure == "national" and i.pack == "standards"]
    first, second, third = national[:3]
    exhibit = tmp_path / f"{EXHIBIT}.pdf"
    exhibit.write_bytes(b"%PDF-1.4 exhibit")
    heads = sample.snapshot.heads
    answering.answer(sample, first.id, Value(2), heads(first.id, "value")).result()
    answering.set_facet(sample, first.id, "comment", SECRET, heads(first.id, "comment")).result()
    answering.set_facet(sample, first.id, "flag", f"{SECRET} flag", heads(first.id, "flag")).result()
    answering.attach_evidence(sample, second.id, exhibit, f"{EXHIBIT} note").result()
    answering.answer(sample, third.id, Unknown(KEEPER, "2026-12-01"), heads(third.id, "value")).result()
    answering.set_facet(sample, second.id, "comment", f"{SECRET} a", ()).result()
    answering.set_facet(sample, second.id, "comment", f"{SECRET} b", ()).result()
    return sample


@pytest.fixture
def reads(context: AppContext, tr: Texts, tmp_path: Path) -> Reads:
    """Write a document for a class and read its whole text back."""

    def read(a: OpenAssessment, document: str, readers: str, without: frozenset[str] = frozenset()) -> str:
        target = tmp_path / f"{document}-{readers}.{reporting.ENDINGS[document]}"
        order = reporting.Order(document, target, readers, tr, a.bank, NOW, context.paths.fonts, without)
        reporting.write(a, order, SilentProgress())
        return text_of(target)

    return read


def text_of(path: Path) -> str:
    if path.suffix == ".pdf":
        command = ("pdftotext", "-raw", path, "-")
        return " ".join(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())
    cells = [
        cell
        for sheet in load_workbook(path).worksheets
        for row in sheet.iter_rows(values_only=True)
        for cell in (sheet.oddFooter.left.text, sheet.oddFooter.right.text, *row)
    ]
    return " ".join(str(cell) for cell in cells if cell is not None)


def material(a: OpenAssessment, tr: Texts, readers: str) -> Material:
    return gather(a.view, a.bank, tr, readers, NOW)


def test_the_classes_are_a_ladder() -> None:
    for at, disclosure in enumerate(ORDER):
        assert [may_read(disclosure, readers) for readers in ORDER] == [n <= at for n in range(4)]
    assert not may_read("", "wco")


@pytest.mark.parametrize("document", ["report", "workbook", "brief"])
def test_a_national_answer_is_in_no_public_document(
    telling: OpenAssessment, reads: Reads, tr: Texts, document: str
) -> None:
    for readers in ("public", "wco"):
        text = reads(telling, document, readers)
        for word in (SECRET, EXHIBIT, KEEPER):
            assert word not in text, (document, readers, word)
        assert "left out of this document" in text
        assert class_name(readers, tr) in text
    if document != "brief":
        text = reads(telling, document, "national")
        assert all(word in text for word in (SECRET, EXHIBIT, KEEPER))
        assert "left out of this document" not in text


@pytest.mark.parametrize("readers", ORDER)
def test_the_class_stands_on_every_page_and_sheet(
    telling: OpenAssessment, reads: Reads, tr: Texts, tmp_path: Path, readers: str
) -> None:
    for document in ("report", "brief"):
        reads(telling, document, readers)
        command = ("pdftotext", "-raw", tmp_path / f"{document}-{readers}.pdf", "-")
        pages = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\f")[:-1]
        assert all(class_name(readers, tr) in " ".join(page.split()) for page in pages)
        assert document == "report" or len(pages) == 2
    reads(telling, "workbook", readers)
    for sheet in load_workbook(tmp_path / f"workbook-{readers}.xlsx").worksheets:
        assert class_name(readers, tr) in str(sheet.oddFooter.left.text), sheet.title


def test_no_figure_rests_on_what_is_held_back(telling: OpenAssessment, tr: Texts) -> None:
    """Other national answers give the same document for the World Customs Organization."""
    before = material(telling, tr, "wco").profile
    for item in [i for i in telling.bank.items.values() if i.disclosure == "national" and i.levels]:
        answering.answer(telling, item.id, Value(0), telling.snapshot.heads(item.id, "value")).result()
    after = material(telling, tr, "wco").profile
    assert [row.score.value for row in after.framework] == [row.score.value for row in before.framework]
    assert after.gaps == before.gaps
    whole = material(telling, tr, "national").profile
    assert [row.score.value for row in whole.framework] != [row.score.value for row in after.framework]


def test_what_is_open_stays_whole(sample: OpenAssessment, tr: Texts) -> None:
    national, public = material(sample, tr, "national"), material(sample, tr, "public")
    assert national.held_back == ()
    assert national.view is sample.view
    shown = {item.id for item in sample.bank.items.values() if item.disclosure == "public"}
    assert {key: given for key, given in national.answers.items() if key in shown} == {
        key: given for key, given in public.answers.items() if key in shown
    }
    assert not {item.id for item in public.held_back} & set(open_bank(sample.bank, "public").items)


def test_parts_that_are_not_wanted_are_left_out_and_named(
    sample: OpenAssessment, reads: Reads, tr: Texts
) -> None:
    without = frozenset({"evidence", "environment"})
    text = reads(sample, "report", "national", without)
    assert "Not printed at the wish of the team: National environment, Evidence." in text
    assert "The fingerprint is the beginning" not in text
    order = reporting.Order("workbook", Path("x"), "national", tr, sample.bank, NOW, Path("x"), without)
    names = [sheet.name for sheet in reporting.report_model(sample, order).sheets]
    assert "Evidence" not in names
    assert "Gaps" in names
    assert reporting.parts_of("brief", tr) == ()

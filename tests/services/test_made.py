"""Documents that were made are listed, found again, put aside and back, and known to be out of date."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from fosdesk.base.errors import Cancelled, UserError
from fosdesk.base.files import sha256_file
from fosdesk.base.language import load_texts
from fosdesk.base.progress import Progress, SilentProgress
from fosdesk.model.answers import Value
from fosdesk.services import answering, made, reporting
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.context import AppContext

AT = datetime(2026, 11, 21, 14, 3, tzinfo=UTC)


def make(
    context: AppContext, a: OpenAssessment, document: str, progress: Progress | None = None
) -> made.MadeDocument:
    tr = load_texts("en", context.paths.locale)
    order = reporting.Order(document, Path(), "wco", tr, a.bank, AT, context.paths.fonts)
    return made.make(a, order, progress or SilentProgress())


def test_what_was_made_is_listed_with_its_class_and_fingerprint(
    context: AppContext, a: OpenAssessment
) -> None:
    assert made.documents(a) == ()
    brief, workbook = make(context, a, "brief"), make(context, a, "workbook")
    again = make(context, a, "workbook")
    assert {one.id for one in made.documents(a)} == {brief.id, workbook.id, again.id}
    assert again.name != workbook.name
    path = made.path_of(a, workbook)
    assert (path.stat().st_size, sha256_file(path)) == (workbook.size, workbook.sha256)
    assert (workbook.disclosure, workbook.code, workbook.by) == ("wco", a.snapshot.code, "Amina")
    assert "-wco-" in workbook.name
    assert brief.pages == 2
    sheets = dict(made.sheets_of(path))
    assert len(sheets) == workbook.pages
    assert sheets["AED-LEGAL"] > 3


def test_answers_make_a_document_out_of_date(context: AppContext, a: OpenAssessment) -> None:
    document = make(context, a, "brief")
    assert document.state == made.state_of(a.snapshot)
    answering.answer(a, "risk_c1", Value(2), ()).result()
    assert document.state != made.state_of(a.snapshot)


def test_a_document_is_put_aside_and_back(context: AppContext, a: OpenAssessment) -> None:
    document = make(context, a, "workbook")
    aside = made.put_aside(a, document)
    assert made.documents(a) == ()
    assert made.path_of(a, aside).is_file()
    back = made.put_back(a, aside)
    assert made.documents(a) == (back,)
    assert made.document(a, document.name) == back
    with pytest.raises(UserError) as refused:
        made.document(a, "nothing.pdf")
    assert refused.value.code == "made.unknown"


def test_a_copy_is_whole_and_overwrites_nothing(
    context: AppContext, a: OpenAssessment, tmp_path: Path
) -> None:
    document = make(context, a, "workbook")
    copies = [made.save_copy(a, document, tmp_path, SilentProgress()) for _ in range(2)]
    assert len(set(copies)) == 2
    assert {sha256_file(copy) for copy in copies} == {document.sha256}


def test_a_cancelled_document_is_not_listed_and_leaves_no_file(
    context: AppContext, a: OpenAssessment
) -> None:
    class Impatient:
        def report(self, done: int, total: int, text: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        make(context, a, "report", Impatient())
    assert made.documents(a) == ()
    assert list((a.store.folder / made.FOLDER).iterdir()) == []


def test_a_list_that_cannot_be_read_loses_no_file(context: AppContext, a: OpenAssessment) -> None:
    document = make(context, a, "workbook")
    (a.store.folder / made.FOLDER / made.LIST).write_bytes(b"[{}, ")
    assert made.documents(a) == ()
    assert made.path_of(a, document).is_file()

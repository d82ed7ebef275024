import io
import random
import sqlite3
import zipfile

import pytest

from fosdesk.base.errors import UserError, sentence
from fosdesk.exchange.dossier import PackFiles, PackStamp


def refused(verify, data, tr):
    with pytest.raises(UserError) as refusal:
        verify(data)
    return refusal.value.code, sentence(refusal.value, tr)


def workbook():
    from openpyxl import Workbook

    out = io.BytesIO()
    book = Workbook()
    book.active["A1"] = "not a dossier"
    book.save(out)
    return out.getvalue()


def word_document():
    from docx import Document

    out = io.BytesIO()
    document = Document()
    document.add_paragraph("not a dossier")
    document.save(out)
    return out.getvalue()


def pdf():
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(100, 100, "not a dossier")
    canvas.save()
    return out.getvalue()


def database(tmp_path):
    path = tmp_path / "store.db"
    connection = sqlite3.connect(path)
    connection.execute("create table t(x)")
    connection.commit()
    connection.close()
    return path.read_bytes()


@pytest.mark.parametrize(
    ("make", "code", "words"),
    [
        (pdf, "dossier.is_pdf", "PDF"),
        (workbook, "dossier.is_workbook", "Excel"),
        (word_document, "dossier.is_document", "Word"),
        (lambda: b"", "dossier.empty", "empty"),
        (lambda: b"age-encryption.org/v1\n-> X25519 abc", "dossier.is_sealed", "sealed"),
        (lambda: b"plain words in a file\n" * 50, "dossier.not_dossier", "not a FOSDesk dossier"),
        (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "dossier.not_dossier", "not a FOSDesk dossier"),
        (lambda: bytes(100_000), "dossier.not_dossier", "not a FOSDesk dossier"),
        (lambda: b"PK\x03\x04", "dossier.cut_short", "incomplete"),
    ],
)
def test_a_file_that_is_no_dossier_is_called_what_it_is(verify, tr, make, code, words):
    found, said = refused(verify, make(), tr)
    assert (found, words in said) == (code, True)


def test_a_database_is_never_opened(verify, tr, tmp_path):
    code, said = refused(verify, database(tmp_path), tr)
    assert code == "dossier.is_store"
    assert "Save a copy…" in said


def repacked(data, compression):
    """Unpacked and packed again by a common tool."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", compression) as new:
        for info in old.infolist():
            new.writestr(info.filename, old.read(info))
    return out.getvalue()


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_dossier_that_another_program_packed_again_is_refused_with_the_reason(
    build, verify, tr, compression
):
    code, said = refused(verify, repacked(build(), compression), tr)
    assert code in ("dossier.repacked", "dossier.not_dossier")
    if compression == zipfile.ZIP_STORED:
        assert "another program" in said


def large(build):
    noise = random.Random(3).randbytes(8_390_000)
    return build(packs=[PackFiles(PackStamp("x", "1", "0" * 64), {"noise": noise})])


@pytest.mark.parametrize(
    ("kept", "said"), [(2_199_999, "2.1 of 8.4 MB"), (8_390_000, "8.3 of 8.4 MB"), (5000, "0.0 of 8.4 MB")]
)
def test_half_a_file_says_how_much_is_there(build, verify, tr, kept, said):
    code, words = refused(verify, large(build)[:kept], tr)
    assert (code, words) == ("dossier.incomplete", f"This file is incomplete: {said}. Copy it again.")


def test_half_a_small_file_counts_in_kilobytes(build, verify, tr):
    data = build()
    code, words = refused(verify, data[:-100], tr)
    assert code == "dossier.incomplete_small"
    assert "KB" in words


@pytest.mark.parametrize("kept", [1, 20, 58, 59, 80, 110, 500])
def test_a_file_cut_before_its_list_of_contents_ends_is_called_cut_short(build, verify, tr, kept):
    assert refused(verify, build()[:kept], tr)[0] == "dossier.cut_short"


def test_every_truncation_is_called_incomplete(build, verify, tr):
    data = build()
    codes = {refused(verify, data[:length], tr)[0] for length in range(1, len(data), 7)}
    assert codes == {"dossier.cut_short", "dossier.incomplete_small"}


def test_a_file_that_grew_says_by_how_much(build, verify, tr):
    code, words = refused(verify, build() + b"more", tr)
    assert (code, "4 bytes more" in words) == ("dossier.grown", True)


def test_a_newer_form_of_the_file_names_the_version_it_needs(build, verify, tr):
    """A later FOSDesk may use other names and another form of zip; the manifest still tells."""
    data = build()
    newer = data.replace(b'"reader":"0.1.0"', b'"reader":"7.2.0"').replace(b"journal.jsonl", b"journal.cbor2")
    code, words = refused(verify, newer + b"a new ending", tr)
    assert code == "dossier.newer"
    assert "7.2.0" in words
    code, _ = refused(verify, data.replace(b'"reader":"0.1.0"', b'"reader":"7.2.0"'), tr)
    assert code in ("dossier.altered", "dossier.newer")

"""Evidence through the real store: several files as one action, refusals, what is known, references."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from fosdesk.base.errors import Cancelled, UserError
from fosdesk.base.language import Texts
from fosdesk.base.progress import SilentProgress
from fosdesk.services import evidence
from fosdesk.services.answering import EVIDENCE, evidence_of
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.context import AppContext
from fosdesk.services.evidence import Reference, attached_sentence, refused_sentence
from fosdesk.services.report_content.lists import size_cell
from fosdesk.services.report_content.material import gather
from fosdesk.services.steps import step_sentence, undo

ITEM, OTHER = "aed_legal_c3", "aed_legal_c2"


def file(folder: Path, name: str, content: bytes = b"%PDF order") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_several_files_are_one_action_and_one_undo(a: OpenAssessment, tr: Texts, tmp_path: Path) -> None:
    paths = [file(tmp_path, f"order {n}.pdf", f"%PDF {n}".encode()) for n in range(3)]
    outcome = evidence.attach_files(a, ITEM, paths, SilentProgress())
    assert outcome.linked == ("order 0.pdf", "order 1.pdf", "order 2.pdf")
    assert attached_sentence(outcome, tr) == "3 files attached to AED-LEGAL-C3"
    assert len(evidence_of(a, ITEM)) == 3
    assert step_sentence(a, undo(a).result(), tr) == (
        "Undone: order 0.pdf as evidence of AED-LEGAL-C3 and 2 more changes"
    )
    assert evidence_of(a, ITEM) == {}


def test_what_cannot_be_evidence_is_refused_and_the_rest_is_taken(
    a: OpenAssessment, tr: Texts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "MOST_BYTES", 2_000_000)
    (tmp_path / "scans").mkdir()
    paths = [
        tmp_path / "scans",
        file(tmp_path, "empty.pdf", b""),
        file(tmp_path, "film.mp4", b"x" * 2_000_001),
        tmp_path / "gone.pdf",
        file(tmp_path, "good.pdf"),
    ]
    outcome = evidence.attach_files(a, ITEM, paths, SilentProgress())
    assert [error.code for error in outcome.refused] == [
        "evidence.folder", "evidence.empty", "evidence.too_large", "file.gone",
    ]  # fmt: skip
    assert outcome.linked == ("good.pdf",)
    said = refused_sentence(outcome, tr)
    assert said.count("\n") == 3
    assert "film.mp4 has 3 MB; evidence may have 2 MB" in said


def test_a_file_that_is_known_is_kept_once_and_the_sentence_says_where(
    a: OpenAssessment, tr: Texts, tmp_path: Path
) -> None:
    evidence.attach_files(a, OTHER, [file(tmp_path, "order.pdf")], SilentProgress())
    twin = file(tmp_path, "the same.pdf")
    outcome = evidence.attach_files(a, ITEM, [twin, twin], SilentProgress())
    assert outcome.linked == ("the same.pdf",)
    assert "the same.pdf is already attached to AED-LEGAL-C2; it is kept once." in attached_sentence(
        outcome, tr
    )
    changes = a.snapshot.changes
    again = evidence.attach_files(a, ITEM, [twin], SilentProgress())
    assert (again.linked, a.snapshot.changes) == ((), changes)
    assert len(a.store.evidence()) == 1


def test_cancelling_links_nothing_and_leaves_no_half_file(a: OpenAssessment, tmp_path: Path) -> None:
    class Impatient:
        def report(self, done: int, total: int, text: str = "") -> None:
            assert (total, text) == (3 << 20, "big.pdf")
            if done > 1 << 20:
                raise Cancelled

    with pytest.raises(Cancelled):
        evidence.attach_files(a, ITEM, [file(tmp_path, "big.pdf", b"x" * (3 << 20))], Impatient())
    assert evidence_of(a, ITEM) == {}
    assert list((a.store.folder / "evidence").rglob("*.part")) == []


def test_a_reference_is_evidence_without_a_file(a: OpenAssessment, tmp_path: Path) -> None:
    given = Reference("Customs Act", "No. 12 of 2021", "2021-05-03", "Article 14", "https://example.org/act")
    evidence.add_reference(a, ITEM, given).result()
    ((one, content),) = evidence_of(a, ITEM).items()
    assert content["name"] == "Customs Act, No. 12 of 2021, 2021-05-03, Article 14, https://example.org/act"
    assert content["page"] == "Article 14"
    assert one.startswith("ref-")
    assert a.store.evidence() == {}
    with pytest.raises(UserError) as refused:
        evidence.add_reference(a, ITEM, Reference("  ", "No. 12"))
    assert refused.value.code == "evidence.title_needed"


def test_documents_print_a_reference_without_size_and_fingerprint(
    a: OpenAssessment, context: AppContext, tr: Texts
) -> None:
    evidence.add_reference(a, ITEM, Reference("Customs Act", "No. 12 of 2021")).result()
    made_at = datetime(2026, 11, 22, tzinfo=UTC)
    material = gather(a.view, a.bank, tr, "national", made_at)
    (line,) = material.evidence
    assert (line.name, line.fingerprint, line.size) == ("Customs Act, No. 12 of 2021", "", 0)
    assert size_cell(material, line.size).text == ""


def test_a_caption_is_a_change_of_its_own(a: OpenAssessment, tr: Texts, tmp_path: Path) -> None:
    evidence.attach_files(a, ITEM, [file(tmp_path, "order.pdf")], SilentProgress())
    (sha256,) = evidence_of(a, ITEM)
    seen = a.snapshot.heads(ITEM, EVIDENCE + sha256)
    evidence.set_caption(a, ITEM, sha256, "Article 5 fixes the time limit", seen).result()
    assert evidence_of(a, ITEM)[sha256]["note"] == "Article 5 fixes the time limit"
    assert step_sentence(a, undo(a).result(), tr) == "Undone: caption of order.pdf at AED-LEGAL-C3"
    assert evidence_of(a, ITEM)[sha256]["note"] == ""


def test_documents_are_opened_as_copies_and_programs_never(
    a: OpenAssessment, context: AppContext, tmp_path: Path
) -> None:
    paths = [file(tmp_path, "order.pdf"), file(tmp_path, "setup.exe", b"MZ")]
    evidence.attach_files(a, ITEM, paths, SilentProgress())
    by_name = {str(content["name"]): one for one, content in evidence_of(a, ITEM).items()}
    copy = evidence.copy_for_reading(a, ITEM, by_name["order.pdf"], context.paths.library)
    assert (copy.name, copy.read_bytes()) == ("order.pdf", b"%PDF order")
    copy.write_bytes(b"changed by a reader")
    kept = a.store.evidence_path(by_name["order.pdf"])
    assert kept is not None
    assert kept.read_bytes() == b"%PDF order"
    with pytest.raises(UserError) as refused:
        evidence.copy_for_reading(a, ITEM, by_name["setup.exe"], context.paths.library)
    assert refused.value.code == "evidence.runs"
    kept.unlink()
    with pytest.raises(UserError) as refused:
        evidence.copy_for_reading(a, ITEM, by_name["order.pdf"], context.paths.library)
    assert refused.value.code == "evidence.not_here"


def test_a_pasted_picture_is_named_after_the_question_and_the_moment(a: OpenAssessment) -> None:
    name = evidence.picture_name(a.bank.items[ITEM], datetime(2026, 11, 22, 14, 3, 9, tzinfo=UTC))
    assert name == "AED-LEGAL-C3 2026-11-22 14.03.09.png"

"""Copies travel between computers: added where unknown, merged where known, values to choose kept."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from fosdesk.base.errors import UserError
from fosdesk.base.language import Texts
from fosdesk.base.progress import SilentProgress
from fosdesk.model.answers import Value
from fosdesk.services import answering, dossiers
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.backups import list_backups
from fosdesk.services.context import AppContext
from fosdesk.services.facts import Person

JOHN = Person("John")


def tree_digest(folder: Path) -> str:
    """A hash over all names and contents below a folder, locks aside."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != "store.lock":
            digest.update(
                f"{path.relative_to(folder)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode()
            )
    return digest.hexdigest()


def carried(context: AppContext, a: OpenAssessment, stick: Path) -> Path:
    stick.mkdir(exist_ok=True)
    return dossiers.save_copy(context, a, stick, SilentProgress())


def test_a_copy_is_added_whole_where_it_is_unknown(
    station: Callable[[str], AppContext], context: AppContext, sample: OpenAssessment, tmp_path: Path
) -> None:
    copy = carried(context, sample, tmp_path / "stick")
    other = station("two")
    outcome = dossiers.open_dossier(other, copy, JOHN, SilentProgress())
    assert outcome.added
    assert outcome.code == sample.snapshot.code
    assert not outcome.signed_here
    b = other.library.open_now(outcome.assessment, JOHN, SilentProgress())
    assert b.answers() == sample.answers()
    assert {sha for sha, path in b.store.evidence().items() if path is not None} == set(
        sample.store.evidence()
    )
    other.library.close_now(b)


def test_two_laptops_meet_and_show_what_they_do_not_agree_on(
    station: Callable[[str], AppContext], context: AppContext, a: OpenAssessment, tmp_path: Path, tr: Texts
) -> None:
    answering.answer(a, "risk_c1", Value(1), ()).result()
    copy = carried(context, a, tmp_path / "stick")
    other = station("two")
    dossiers.open_dossier(other, copy, JOHN, SilentProgress())
    b = other.library.open_now(a.id, JOHN, SilentProgress())
    answering.answer(b, "risk_c1", Value(3), b.snapshot.heads("risk_c1", "value")).result()
    answering.answer(b, "risk_c2", Value(2), ()).result()
    back = carried(other, b, tmp_path / "stick")
    answering.answer(a, "risk_c1", Value(2), a.snapshot.heads("risk_c1", "value")).result()
    context.library.close_now(a)
    outcome = dossiers.open_dossier(context, back, Person("Amina"), SilentProgress())
    assert (outcome.added, outcome.new) == (False, 2)
    assert outcome.disagreements == (("risk_c1", "value"),)
    assert any("two answers" in line for line in dossiers.outcome_lines(outcome, tr))
    assert list_backups(context.paths.library, a.id)
    again = context.library.open_now(a.id, JOHN, SilentProgress())
    cell = again.snapshot.cell("risk_c1", "value")
    assert cell is not None
    assert {value["v"] for _, value in cell.values} == {2, 3}
    assert again.snapshot.answer("risk_c2") == Value(2)
    context.library.close_now(again)
    other.library.close_now(b)


def test_opening_the_same_copy_twice_changes_nothing(
    context: AppContext, a: OpenAssessment, tmp_path: Path
) -> None:
    copy = carried(context, a, tmp_path / "stick")
    context.library.close_now(a)
    outcome = dossiers.open_dossier(context, copy, JOHN, SilentProgress())
    assert (outcome.new, outcome.added, outcome.signed_here) == (0, False, True)


@pytest.mark.parametrize("damage", ["truncated", "altered", "not_a_dossier", "empty"])
def test_a_refused_file_leaves_the_library_as_it_was(
    context: AppContext, a: OpenAssessment, tmp_path: Path, damage: str
) -> None:
    copy = carried(context, a, tmp_path / "stick")
    context.library.close_now(a)
    content = bytearray(copy.read_bytes())
    middle = len(content) // 2
    if damage == "altered":
        content[middle] ^= 1
    bad = tmp_path / "bad.fosdesk"
    bad.write_bytes(
        {"truncated": content[:middle], "altered": content, "not_a_dossier": b"%PDF-1.7 hello", "empty": b""}[
            damage
        ]
    )
    before = tree_digest(context.paths.library / "assessments")
    with pytest.raises(UserError) as refused:
        dossiers.open_dossier(context, bad, JOHN, SilentProgress())
    assert refused.value.code.startswith("dossier.")
    assert tree_digest(context.paths.library / "assessments") == before
    assert list((context.paths.library / "quarantine").rglob("reason.json"))


def test_training_and_real_data_never_meet(
    station: Callable[[str], AppContext], context: AppContext, sample: OpenAssessment, tmp_path: Path
) -> None:
    copy = carried(context, sample, tmp_path / "stick")
    heads = sample.snapshot.heads("assessment", "training")
    answering.set_fact(sample, "training", False, heads).result()
    context.library.close_now(sample)
    with pytest.raises(UserError) as refused:
        dossiers.open_dossier(context, copy, JOHN, SilentProgress())
    assert refused.value.code == "dossier.training_mixed"

"""Damage is noticed, said on Home, and rescued into the place of the damaged assessment."""

from pathlib import Path

import pytest

from fosdesk.base.errors import UserError
from fosdesk.base.progress import SilentProgress
from fosdesk.model.answers import Value
from fosdesk.model.snapshot import Edit
from fosdesk.services import answering, care, dossiers
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.context import AppContext
from fosdesk.services.facts import Person
from fosdesk.services.index import assessment_folder

AMINA = Person("Amina")


def ruined(context: AppContext, a: OpenAssessment) -> Path:
    """Close the assessment and overwrite its database with noise."""
    code = a.snapshot.code
    context.library.close_now(a)
    path = assessment_folder(context.paths.library, a.id) / "store.db"
    path.write_bytes(b"noise " * 10_000)
    assert code
    return path


def test_a_ruined_assessment_is_said_on_home_and_rescued(context: AppContext, sample: OpenAssessment) -> None:
    answers, code = dict(sample.answers()), sample.snapshot.code
    ruined(context, sample)
    with pytest.raises(UserError):
        context.library.open_now(sample.id, AMINA, SilentProgress())
    (entry,) = context.library.list()
    assert (entry.needs_rescue, entry.country) == (True, "Valdoria")
    outcome = care.rescue(context, sample.id, SilentProgress())
    assert outcome.report.missing == ()
    assert not context.library.list()[0].needs_rescue
    again = context.library.open_now(sample.id, AMINA, SilentProgress())
    assert (again.answers(), again.snapshot.code) == (answers, code)
    assert {path is not None for path in again.store.evidence().values()} == {True}
    context.library.close_now(again)


def test_nothing_is_moved_where_nothing_can_be_rescued(context: AppContext, a: OpenAssessment) -> None:
    path = ruined(context, a)
    for backup in path.parent.glob("backups/*"):
        backup.unlink()
    (path.parent / "mirror.log").unlink(missing_ok=True)
    with pytest.raises(UserError) as refused:
        care.rescue(context, a.id, SilentProgress())
    assert refused.value.code in ("rescue.nothing_left", "store.nothing_to_rescue")
    assert path.read_bytes().startswith(b"noise")


def test_words_that_could_not_be_saved_travel_to_another_disk(
    context: AppContext, a: OpenAssessment, tmp_path: Path
) -> None:
    answering.answer(a, "risk_c1", Value(1), ()).result()
    unsaved = [Edit("risk_c1", "comment", {"v": "Kept although the disk was full."}, (), "standards@1.0.0")]
    (tmp_path / "stick").mkdir()
    copy = dossiers.save_elsewhere(context, a, unsaved, tmp_path / "stick", SilentProgress())
    assert a.snapshot.value("risk_c1", "comment") is None
    context.library.close_now(a)
    outcome = dossiers.open_dossier(context, copy, AMINA, SilentProgress())
    assert (outcome.new, outcome.refused, outcome.disagreements) == (1, (), ())
    again = context.library.open_now(a.id, AMINA, SilentProgress())
    assert again.snapshot.value("risk_c1", "comment") == {"v": "Kept although the disk was full."}
    answering.answer(again, "risk_c2", Value(2), ()).result()
    assert care.verify(again).sound
    context.library.close_now(again)

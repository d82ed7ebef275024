"""What changed since the last visit: after closing and opening, and after a colleague's dossier."""

from collections.abc import Callable
from pathlib import Path

from fosdesk.base.language import english
from fosdesk.base.progress import SilentProgress
from fosdesk.model.answers import Value
from fosdesk.services import answering
from fosdesk.services.activity import entities_since_last_visit, since_last_visit
from fosdesk.services.context import AppContext
from fosdesk.services.dossiers import open_dossier, save_copy
from fosdesk.services.facts import AssessmentFacts, Person

AMINA, BILAL = Person("Amina"), Person("Bilal")
SILENT = SilentProgress()


def test_the_first_visit_has_nothing_to_tell(context: AppContext) -> None:
    a = context.library.create_now(AssessmentFacts(country="Valdoria"), AMINA, SILENT)
    answering.answer(a, "risk_c1", Value(1), ()).result()
    assert since_last_visit(a, english()) == ()
    context.library.close_now(a)


def test_what_came_after_the_last_visit_newest_first(context: AppContext) -> None:
    tr = english()
    a = context.library.create_now(AssessmentFacts(country="Valdoria"), AMINA, SILENT)
    answering.answer(a, "risk_c1", Value(1), ()).result()
    context.library.close_now(a)
    a = context.library.open_now(a.id, BILAL, SILENT)
    assert since_last_visit(a, tr) == ()
    answering.answer(a, "risk_c2", Value(2), ()).result()
    answering.answer(a, "risk_c2", Value(3), a.snapshot.heads("risk_c2", "value")).result()
    answering.set_facet(a, "risk_c1", "comment", "seen", ()).result()
    events = since_last_visit(a, tr)
    assert [(one.author, one.entity, one.said) for one in events] == [
        ("Bilal", "risk_c1", "comment: seen"),
        ("Bilal", "risk_c2", "3 Established"),
    ]
    context.library.close_now(a)


def test_a_colleagues_older_work_is_new_to_me(station: Callable[[str], AppContext], tmp_path: Path) -> None:
    """What was written on another laptop before my visit arrives after it: the clock does not decide."""
    mine, theirs = station("mine"), station("theirs")
    a = mine.library.create_now(AssessmentFacts(country="Valdoria"), AMINA, SILENT)
    copy = save_copy(mine, a, tmp_path, SILENT)
    open_dossier(theirs, copy, BILAL, SILENT)
    b = theirs.library.open_now(a.id, BILAL, SILENT)
    answering.answer(b, "risk_c4", Value(2), ()).result()
    back = save_copy(theirs, b, tmp_path, SILENT)
    theirs.library.close_now(b)
    answering.answer(a, "risk_c1", Value(1), ()).result()
    mine.library.close_now(a)
    open_dossier(mine, back, AMINA, SILENT)
    a = mine.library.open_now(a.id, AMINA, SILENT)
    assert entities_since_last_visit(a, english()) == {"risk_c4"}
    mine.library.close_now(a)

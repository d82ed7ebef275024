"""Three languages are chosen apart: that of the screens, of the questions and of the documents."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from fosdesk.services.context import AppContext
from fosdesk.ui.desk import Place
from fosdesk.ui.frame.window import Window

QUESTION = "aed_legal_c1"
ENGLISH, FRENCH = "lodging of electronic data", "dépôt de données électroniques"


def label(window: Window) -> str:
    assert window.assessment is not None
    return window.assessment.bank.items[QUESTION].label


def test_questions_change_their_language_and_nothing_else(
    filled: AppContext, opens: Callable[..., Window], qtbot: QtBot
) -> None:
    window = opens(filled)
    assert window.assessment is not None
    code, before = window.assessment.snapshot.code, label(window)
    window.go(Place("settings"))
    choice = window.page().choices["content_language"]
    assert [choice.itemData(n) for n in range(choice.count())] == ["en", "fr"]
    choice.show_value("fr")
    choice.activated.emit(choice.currentIndex())
    qtbot.waitUntil(lambda: label(window) != before)
    assert FRENCH in label(window)
    assert window.assessment.snapshot.code == code
    assert window.look.tr.language == "en"
    kept = window.context.settings_store.read()
    assert (kept.language, kept.content_language, kept.report_language) == ("en", "fr", "en")


def test_an_assessment_opens_in_the_language_of_questions(
    filled: AppContext, opens: Callable[..., Window]
) -> None:
    window = opens(filled, content_language="fr")
    assert FRENCH in label(window)


def test_screens_in_french_keep_the_questions_in_english(
    filled: AppContext, opens: Callable[..., Window]
) -> None:
    window = opens(filled, language="fr")
    assert window.look.tr("Standards") == "Normes"
    assert ENGLISH in label(window)

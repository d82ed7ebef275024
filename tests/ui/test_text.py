"""Text on the screen: plain, and in its own direction inside a window of the other."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fosdesk.base.language import english
from fosdesk.base.paths import Paths
from fosdesk.ui.icons import Icons
from fosdesk.ui.text import ElidedLabel, Label, escaped, reads_rtl, shown
from fosdesk.ui.theme.look import Look, make_look

HOSTILE = '<img src="file:///etc/passwd"><b>bold</b> a<b and c>d'


@pytest.fixture
def look(paths: Paths, qtbot: QtBot) -> Look:
    return make_look("light", 100, english(), Icons(paths.icons))


@pytest.mark.parametrize(
    ("text", "rtl"), [("Law", False), ("قانون", True), ("42 / 120", None), ("", None), ("3.11 – قانون", True)]
)
def test_the_direction_is_that_of_the_first_letter(text: str, rtl: bool | None) -> None:
    assert reads_rtl(text) is rtl


def test_text_of_the_same_direction_is_left_as_it_is() -> None:
    assert shown("Law and order.", rtl=False) == "Law and order."
    assert shown("قانون", rtl=True) == "قانون"


def test_text_of_the_other_direction_is_isolated_line_by_line() -> None:
    assert shown("Law.\nقانون", rtl=True) == "\u200f\u2068Law.\u2069\nقانون"
    assert shown("قانون", rtl=False) == "\u200e\u2068قانون\u2069"


def test_digits_begin_at_the_side_where_lines_begin() -> None:
    assert shown("42 / 120", rtl=True) == "\u200f42 / 120"
    assert shown("42 / 120", rtl=False) == "42 / 120"


def test_what_no_screen_can_show_is_replaced() -> None:
    assert shown("a\x00b\ud800c", rtl=False) == "a\ufffdb\ufffdc"


def test_a_label_never_reads_markup(look: Look, qtbot: QtBot) -> None:
    label = Label(look, HOSTILE)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == HOSTILE
    assert label.sizeHint().height() <= look.metrics().height() + 4


def test_a_tooltip_shows_markup_as_text() -> None:
    assert escaped("<b>&") == "&lt;b&gt;&amp;"


def test_an_elided_label_tells_the_rest_in_its_tooltip(look: Look, qtbot: QtBot) -> None:
    label = ElidedLabel(look, "A long name of a Standard " * 3)
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert label.elided()
    assert "Standard" in label.toolTip()
    assert label.accessibleName() == label.text()
    label.resize(2_000, 20)
    assert not label.elided()
    assert label.toolTip() == ""

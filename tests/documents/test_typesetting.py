"""Lines: broken at spaces, no word lost, none wider than the column, none left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fosdesk.base.text import printable
from fosdesk.documents.bidi import without_overrides
from fosdesk.documents.fonts import load_fonts
from fosdesk.documents.typesetting import Style, Typesetter
from fosdesk.model.table import Run, led

STYLE = Style(10, 14)


@pytest.fixture(scope="module")
def setter(fonts):
    return Typesetter(load_fonts(fonts))


@pytest.fixture(scope="module")
def arabic_setter(fonts):
    return Typesetter(load_fonts(fonts), rtl=True)


def texts(lines):
    return ["".join(atom.text for atom in line.atoms) for line in lines]


def test_lines_fill_the_width_and_keep_every_word(setter):
    text = "The law should oblige those who hold the data of an online purchase to send them to Customs."
    lines = setter.lines(text, STYLE, 150)
    assert len(lines) > 2
    assert " ".join(texts(lines)) == text
    assert all(line.width * STYLE.size / 1000 <= 150 for line in lines)


def test_a_no_break_space_holds_its_words_together(setter):
    width = setter.width("words before s.", 10)
    assert texts(setter.lines("words before s. 18 and more", STYLE, width)) == [
        "words before s.",
        "18 and more",
    ]
    held = texts(setter.lines("words before s.\u00a018 and more", STYLE, width))
    assert held == ["words before", "s.\u00a018 and more"]


def test_one_word_does_not_stand_alone_on_the_last_line(setter):
    text = "one two three four"
    width = setter.width("one two three", 10)
    assert texts(setter.lines(text, STYLE, width)) == ["one two", "three four"]


def test_line_breaks_of_the_text_stay(setter):
    assert texts(setter.lines("one\ntwo\r\n\nthree\u2028four", STYLE, 200)) == [
        "one",
        "two",
        "",
        "three",
        "four",
    ]


def test_an_empty_text_is_one_empty_line(setter):
    assert texts(setter.lines("", STYLE, 100)) == [""]


def test_long_words_are_cut_behind_hyphens_where_they_have_some(setter):
    name = "valdoria-inbound-parcels-2023-2025.xlsx"
    lines = texts(setter.lines(name, STYLE, setter.width("valdoria-inbound-par", 10)))
    assert lines[0] == "valdoria-inbound-"
    assert "".join(lines) == name


def test_a_weight_changes_inside_a_word(setter):
    (line,) = setter.lines((Run("month 19", bold=True), Run("."), Run(" Then.")), STYLE, 300)
    assert [(atom.text, atom.font.fontName) for atom in line.atoms] == [
        ("month 19", "NotoSans-Bold"),
        (". Then.", "NotoSans-Regular"),
    ]


def test_faces_change_by_character_and_unknown_ones_become_boxes(setter):
    (line,) = setter.lines("a ع 中", STYLE, 300)
    fonts = {atom.text.strip(): atom.font for atom in line.atoms}
    assert fonts["ع"].fontName == "NotoSansArabic-Regular"
    assert fonts["中"].fontName == "NotoSans-Regular"
    assert fonts["中"].face.charToGlyph[ord("中")] == 0


def test_italic_arabic_stays_upright(setter):
    (line,) = setter.lines((Run("ع", italic=True),), STYLE, 300)
    assert line.atoms[0].font.fontName == "NotoSansArabic-Regular"


def test_running_heads_end_in_an_ellipsis(setter, arabic_setter):
    line = setter.one_line("word " * 100_000, STYLE, 100)
    assert texts([line])[0].endswith("…")
    assert line.width * STYLE.size / 1000 <= 100
    assert texts([setter.one_line("two\nlines", STYLE, 100)]) == ["two lines"]
    assert texts([arabic_setter.one_line("كلمة " * 500, STYLE, 100)])[0].startswith("…")


def test_arabic_stands_from_the_right_with_its_numbers_and_codes(arabic_setter):
    (line,) = arabic_setter.lines("المرجع NCA/014 (2026) نص", STYLE, 400)
    order = [atom.text for atom in line.atoms]
    assert order[0] == "نص"
    assert order[-1] == "المرجع"
    assert "NCA/014 (2026)" in order
    assert all(
        (atom.shaped is not None) == (atom.level % 2 == 1 and atom.text.strip() != "") for atom in line.atoms
    )


def test_width_of_a_lead_counts_its_weight(setter):
    bold = setter.lines(led("Nobody measures.", ""), STYLE, 500)[0].width
    assert bold == pytest.approx(setter.width("Nobody measures.", 1000, bold=True))
    assert bold > setter.width("Nobody measures.", 1000)


@settings(max_examples=150)
@given(text=st.text(st.characters(), max_size=120), width=st.integers(5, 300), rtl=st.booleans())
def test_no_character_is_lost_whatever_the_width(fonts, text, width, rtl):
    setter = Typesetter(load_fonts(fonts), rtl)
    lines = setter.lines(text, STYLE, width)
    shown = sorted("".join("".join(texts(lines)).split()))
    assert shown == sorted("".join(without_overrides(printable(text)).replace("\u200b", "").split()))

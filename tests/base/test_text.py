import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosdesk.base.text import folded, normalise, printable, visible

ANY = st.text(st.characters(codec=None), max_size=60)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\x00b\x1b[31m", "a\ufffdb\ufffd[31m"),
        ("tab\tline\nend\r", "tab\tline\nend\r"),
        ("half \ud83d pair", "half \ufffd pair"),
        ('=HYPERLINK("x")', '=HYPERLINK("x")'),
        ("\u202eright\u202c العربية 😀", "\u202eright\u202c العربية 😀"),
    ],
)
def test_printable_replaces_only_what_no_document_holds(typed: str, shown: str) -> None:
    assert printable(typed) == shown


def test_visible_is_one_line_without_tricks() -> None:
    assert visible("  a\nb\u2028c\x07 \u202egnp.exe\u202c ") == "a b c\ufffd gnp.exe"


@given(ANY)
def test_printable_text_can_be_written_and_keeps_its_length(text: str) -> None:
    clean = printable(text)
    clean.encode("utf-8")
    assert len(clean) == len(text)
    assert printable(clean) == clean


@given(ANY)
def test_visible_text_is_one_printable_line(text: str) -> None:
    line = visible(text)
    assert len(line.splitlines()) <= 1
    assert line == visible(line) == printable(line)
    assert not any(unicodedata.category(c) == "Cc" for c in line)


@given(ANY)
def test_normalised_text_stays_normalised(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_letters_with_marks_become_one() -> None:
    assert normalise("e\u0301") == "é"


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Évaluation", "evaluation"), ("ŒUVRE", "oeuvre"), ("Straße", "strasse"), ("İstanbul", "istanbul"),
     ("أحكام", "احكام"), ("Łódź", "lodz"), ("ﬁn", "fin")],
)  # fmt: skip
def test_letters_are_folded(text: str, plain: str) -> None:
    assert folded(text) == plain

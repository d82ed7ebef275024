"""Faces: what they know, how Arabic is shaped, what their glyphs mean."""

import unicodedata

import pytest

from fosdesk.base.errors import UserError
from fosdesk.documents.fonts import FILES, load_fonts


@pytest.fixture(scope="module")
def faces(fonts):
    return load_fonts(fonts)


def test_latin_cyrillic_and_signs_are_known(faces):
    text = "ÀÉÎÕÜçñß Ж щ ѣ €£№ “” – … ½ ² ‑"
    assert all(faces.regular.knows(c) and faces.bold.knows(c) and faces.italic.knows(c) for c in text)


def test_digits_are_of_one_width(faces):
    for face in (faces.regular, faces.bold):
        assert len({face.width(digit) for digit in "0123456789"}) == 1


def test_arabic_letters_are_joined_and_measured(faces):
    joined, width = faces.arabic.shaped("بيت")
    apart = sum(faces.arabic.shaped(letter)[1] for letter in "بيت")
    assert len(joined) == 3
    assert width < apart
    codes = [ord(c) for c in joined]
    assert len(set(codes)) == 3
    assert min(codes) >= 0xF0000


def test_glyphs_stand_for_what_was_typed(faces):
    joined, _ = faces.arabic.shaped("سلام")
    meanings = [faces.arabic._meanings[ord(c)] for c in joined]
    assert [unicodedata.normalize("NFKC", m) for m in meanings] == ["م", "لا", "س"]
    assert all(len(m) == 1 for m in meanings)  # lam-alef is one glyph and one character


def test_marks_belong_to_their_own_glyphs(faces):
    joined, _ = faces.arabic.shaped("أولًا")
    meanings = "".join(faces.arabic._meanings[ord(c)] for c in reversed(joined))
    assert "\u064b" in meanings
    assert "\ufefb" in meanings


def test_brackets_of_right_to_left_text_are_mirrored(faces):
    joined, _ = faces.regular.shaped("(")
    glyph = faces.regular.face.charToGlyph
    assert glyph[ord(joined)] == glyph[ord(")")]


def test_a_damaged_face_is_a_sentence(fonts, tmp_path):
    for file in FILES.values():
        (tmp_path / file).write_bytes((fonts / file).read_bytes()[:2000])
    with pytest.raises(UserError) as caught:
        load_fonts(tmp_path)
    assert caught.value.code == "documents.font_missing"
    assert "NotoSans" in str(caught.value.params["path"])

"""Numbers as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosdesk.base.locales import LOCALES
from fosdesk.forms.numbers import parse_number
from fosdesk.forms.validation import Problem

N = "\u202f"


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "12", "12"),
        ("en", "12.5", "12.5"),
        ("en", ".5", "0.5"),
        ("en", "1,234", "1234"),
        ("en", "1,234.5", "1234.5"),
        ("en", "1,234,567", "1234567"),
        ("en", "-12", "-12"),
        ("en", "+12", "12"),
        ("en", "\u221212", "-12"),
        ("en", " 12 ", "12"),
        ("en", "12,5", "12.5"),
        ("en", "1.234,56", "1234.56"),
        ("en", "0012", "12"),
        ("en", "1'234", "1234"),
        ("en", "1 234 567.8", "1234567.8"),
        ("fr", "12,5", "12.5"),
        ("fr", f"1{N}234,5", "1234.5"),
        ("fr", "1\u00a0234", "1234"),
        ("fr", "1\u2009234", "1234"),
        ("fr", "1.234", "1.234"),
        ("fr", "1,234", "1.234"),
        ("fr", "1 234,50", "1234.50"),
        ("es", "1.234", "1234"),
        ("es", "1.234,5", "1234.5"),
        ("es", "12.5", "12.5"),
        ("es", "1,5", "1.5"),
        ("pt", "1.234.567,8", "1234567.8"),
        ("ru", "1\u00a0234,5", "1234.5"),
        ("ar", "١٢٣", "123"),
        ("ar", "١٢٫٥", "12.5"),
        ("ar", "١٬٢٣٤٫٥", "1234.5"),
        ("ar", "۱۲", "12"),
        ("ar", "\u200f12.5", "12.5"),
        ("ar", "\u200e-5", "-5"),
        ("en", "١٢٫٥", "12.5"),
        ("xx-long", "12.5", "12.5"),
    ],
)
def test_read(language, text, number):
    assert parse_number(text, language) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "abc",
        "1 2",
        "12 34",
        "1,23,456",
        "1.2.3",
        "1,234,5",
        "--1",
        "1-",
        "1e5",
        "NaN",
        "Infinity",
        ".",
        ",",
        "5.",
        "1,,234",
        "0x10",
        "½",
        "²",
        "1" * 61,
        "12%",
        "1 234.567.8",
        "1.234,567,8",
        "-",
        "٫",
        "\ud800",
    ],
)
def test_refused(text):
    for language in LOCALES:
        assert isinstance(parse_number(text, language), Problem), language


@given(
    st.text(alphabet="0123456789.,'+- \u202f٠١٫٬%e\u200f\ud800x", max_size=12), st.sampled_from(list(LOCALES))
)
def test_never_an_exception(text, language):
    assert isinstance(parse_number(text, language), Decimal | Problem)


@given(st.decimals(-(10**9), 10**9, places=3), st.sampled_from(["en", "fr", "es", "pt", "ru", "ar"]))
def test_what_the_program_writes_it_reads(number, language):
    from gettext import NullTranslations

    from fosdesk.base.language import Texts

    written = Texts(language, NullTranslations()).number(number, 3)
    assert parse_number(written, language) == number

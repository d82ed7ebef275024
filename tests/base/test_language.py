import gettext
import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from babel import Locale as Cldr
from babel import dates, numbers
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as st

from fosdesk.base.errors import UserError
from fosdesk.base.language import (
    LANGUAGES,
    N_,
    PSEUDO_LANGUAGES,
    Texts,
    catalogue_path,
    english,
    load_texts,
    preferred_language,
)
from fosdesk.base.locales import LOCALES
from fosdesk.base.paths import Paths

CLDR_NAMES = {language: language for language in LANGUAGES} | {"en": "en_GB"}


def texts_of(language: str, messages: dict[object, object]) -> Texts:
    catalogue = Catalog(locale=language)
    for msgid, translation in messages.items():
        context, plain = msgid if isinstance(msgid, tuple) and msgid[0] == "button" else (None, msgid)
        catalogue.add(plain, translation, context=context)  # type: ignore[arg-type]
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    buffer.seek(0)
    return Texts(language, gettext.GNUTranslations(buffer))


def test_english_stands_in_the_code(tr: Texts) -> None:
    assert tr("Saved {time}", time="14:03") == "Saved 14:03"
    assert tr.n("{n} answer", "{n} answers", 1) == "1 answer"
    assert tr.n("{n} answer", "{n} answers", 1200) == "1,200 answers"
    assert tr.p("button", "Open") == "Open"
    assert N_("later") == "later"
    assert tr.missing == 0


def test_a_value_is_never_read_as_a_template(tr: Texts) -> None:
    assert tr("Saved {time}", time="{person} {0} %s") == "Saved {person} {0} %s"


def test_a_translation_is_found_and_filled() -> None:
    tr = texts_of("fr", {"Saved {time}": "Enregistré {time}", ("button", "Open"): "Ouvrir"})
    assert tr("Saved {time}", time="14:03") == "Enregistré 14:03"
    assert tr.p("button", "Open") == "Ouvrir"
    assert tr.missing == 0


def test_what_is_not_translated_is_shown_in_english_marked_and_counted() -> None:
    tr = texts_of("fr", {})
    assert tr("Saved {time}", time="14:03") == "Saved 14:03 [en]"
    assert tr.n("{n} answer", "{n} answers", 2) == "2 answers [en]"
    assert tr.p("button", "Open") == "Open [en]"
    assert tr("Saved {time}", time="14:04") == "Saved 14:04 [en]"
    assert tr.missing == 3


@pytest.mark.parametrize(
    ("n", "expected"),
    [(1, "1 ответ"), (2, "2 ответа"), (5, "5 ответов"), (21, "21 ответ"), (111, "111 ответов")],
)
def test_russian_counts_in_three_forms(n: int, expected: str) -> None:
    tr = texts_of("ru", {("{n} answer", "{n} answers"): ("{n} ответ", "{n} ответа", "{n} ответов")})
    assert tr.n("{n} answer", "{n} answers", n) == expected


def test_arabic_counts_in_six_forms() -> None:
    forms = tuple(f"{{n}}-{k}" for k in range(6))
    tr = texts_of("ar", {("{n} answer", "{n} answers"): forms})
    shown = [tr.n("{n} answer", "{n} answers", n)[-1] for n in (0, 1, 2, 3, 11, 100)]
    assert sorted(shown) == ["0", "1", "2", "3", "4", "5"]


@pytest.mark.parametrize("language", LANGUAGES + PSEUDO_LANGUAGES)
def test_every_language_loads(language: str, paths: Paths) -> None:
    tr = load_texts(language, paths)
    assert tr.language == language
    assert tr.rtl == (language in ("ar", "xx-mirror"))
    assert "14:03" in tr("Saved {time}", time="14:03")


def test_an_unknown_language_is_named_and_the_known_ones_are_listed(paths: Paths) -> None:
    with pytest.raises(UserError) as caught:
        load_texts("tlh", paths)
    assert caught.value.code == "language.unknown"
    assert "Français" in str(caught.value.params["languages"])


@pytest.mark.parametrize(
    "content", [b"", b"not a catalogue", b"\xde\x12\x04\x95\xff\xff\xff\xff" + b"\0" * 40]
)
def test_a_damaged_catalogue_is_named(paths: Paths, tmp_path: Path, content: bytes) -> None:
    damaged = catalogue_path(tmp_path / "resources" / "locale", "fr")
    damaged.parent.mkdir(parents=True)
    damaged.write_bytes(content)
    with pytest.raises(UserError) as caught:
        load_texts("fr", replace(paths, program=tmp_path))
    assert caught.value.code == "language.damaged"


def test_the_stretched_language_is_two_fifths_longer_and_keeps_its_holes(paths: Paths) -> None:
    tr = load_texts("xx-long", paths)
    plain = "Reading {name} took more than <b>{seconds}</b> seconds, &Close"
    shown = tr(plain, name="{name}", seconds="{seconds}")
    assert (shown[0], shown[-1]) == ("[", "]")
    assert len(shown) >= 1.4 * len(plain)
    assert re.findall(r"\{\w+\}|</?b>|&C", shown) == ["{name}", "<b>", "{seconds}", "</b>", "&C"]


@given(st.text())
def test_the_stretched_language_stretches_everything(text: str) -> None:
    from fosdesk.base.language import _stretched

    assert len(_stretched(text)) >= 1.4 * len(text)


def test_the_mirrored_language_reads_from_right_to_left(paths: Paths) -> None:
    import unicodedata

    shown = load_texts("xx-mirror", paths)("Saved")
    assert unicodedata.bidirectional(shown[0]) == "R"
    assert shown.endswith("Saved")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("value", ["0", "0.5", "-3.25", "999", "12345", "-1234567.5", "100000000.125"])
def test_numbers_follow_the_cldr(language: str, value: str) -> None:
    tr = Texts(language, gettext.NullTranslations())
    expected = numbers.format_decimal(Decimal(value), locale=CLDR_NAMES[language], format="#,##0.######")
    symbols = Cldr.parse(CLDR_NAMES[language]).number_symbols["latn"]
    expected = expected.replace("-", symbols["minusSign"].strip("\u200e")) if language != "ar" else expected
    assert tr.number(Decimal(value)).replace("\u200e", "") == expected.replace("\u200e", "")


def test_four_digits_stand_together_in_spanish_alone() -> None:
    shown = {language: Texts(language, gettext.NullTranslations()).number(1234) for language in LANGUAGES}
    assert [language for language, text in shown.items() if text == "1234"] == ["es"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_percentages_follow_the_cldr(language: str) -> None:
    tr = Texts(language, gettext.NullTranslations())
    expected = numbers.format_percent(Decimal("0.456"), locale=CLDR_NAMES[language])
    assert tr.percent(Decimal("0.456")).replace("\u200e", "") == expected.replace("\u200e", "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("month", range(1, 13))
def test_dates_follow_the_cldr(language: str, month: int) -> None:
    tr = Texts(language, gettext.NullTranslations())
    day = date(2026, month, 3)
    style = "long" if language == "ar" else "medium"  # figures with slashes are hard to read there
    assert tr.date(day) == dates.format_date(day, style, locale=CLDR_NAMES[language])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("month", range(1, 13))
def test_whole_dates_follow_the_cldr(language: str, month: int) -> None:
    tr = Texts(language, gettext.NullTranslations())
    day = date(2026, month, 30 if month != 2 else 28)
    said = tr.whole_date(day)
    expected = dates.format_date(day, "long" if language != "en" else "d MMMM y", locale=CLDR_NAMES[language])
    assert said.replace("\u00a0", " ") == expected.replace("\u202f", " ").replace("\u00a0", " ") or (
        said.replace("\u00a0", " ") == expected
    )
    assert said.index("\u00a0") < said.index(" "), "day and month stay on one line"


def test_the_first_of_a_month_is_said_as_the_language_says_it() -> None:
    day = date(2026, 12, 1)
    assert Texts("fr", gettext.NullTranslations()).whole_date(day) == "1er\u00a0décembre 2026"
    assert english().whole_date(day) == "1\u00a0December 2026"


def test_date_and_time_stand_side_by_side() -> None:
    moment = datetime(2026, 11, 3, 14, 3, tzinfo=UTC)
    assert english().datetime(moment) == "3 Nov 2026, 14:03"
    assert Texts("pt", gettext.NullTranslations()).datetime(moment) == "3 de nov. de 2026 14:03"


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (2.5, 0, "3"),
        (Decimal("2.45"), 1, "2.5"),
        (-0.04, 1, "0.0"),
        (1234.5, 2, "1,234.50"),
        (0.1, None, "0.1"),
    ],
)
def test_numbers_are_rounded_half_up(value: Decimal | float, decimals: int | None, expected: str) -> None:
    assert english().number(value, decimals) == expected


def test_all_languages_name_themselves_and_twelve_months() -> None:
    assert LANGUAGES == ("en", "fr", "es", "pt", "ru", "ar")
    assert all(len(set(locale.months)) == 12 for locale in LOCALES.values())


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "pt-BR"}, "pt"),
        ({"LC_ALL": "C", "LANG": "ar"}, "ar"),
        ({"LANG": "de_DE"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_of_the_computer_is_asked(env: dict[str, str], expected: str) -> None:
    assert preferred_language(env) == expected


def test_a_name_and_what_is_said_of_it_take_the_marks_of_the_language(paths: Paths) -> None:
    french = load_texts("fr", paths)
    assert english().pair("Level", "3") == "Level: 3"
    assert french.pair("Niveau", "3") == "Niveau\N{NO-BREAK SPACE}: 3"
    assert english().series(["a, b", "c"]) == "a, b; c"
    assert french.series(["a, b", "c"]) == "a, b\N{NO-BREAK SPACE}; c"
